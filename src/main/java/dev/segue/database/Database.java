package dev.segue.database;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ImageMode;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes sure, before Quarkus starts, that there is a database to talk to. */
public final class Database {

    private static final String URL = "quarkus.datasource.reactive.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final String MIGRATES = "quarkus.flyway.migrate-at-start";

    /** Where the embedded PostgreSQL keeps its data; {@code data/postgres} below the working folder when absent. */
    private static final String DIRECTORY = "segue.database.directory";

    private static final List<String> SETTINGS = List.of("fsync=on", "max_connections=200");
    private static final int SECONDS_TO_STOP = 60;

    private Database() {}

    /**
     * Asks the configured database whether it lets us in and, where the migration is somebody else's, waits for it. Where
     * none is configured, starts the PostgreSQL of a newcomer. System properties tell Quarkus where that is, so that a live
     * reload, which runs {@code main} again in the same JVM, finds one configured.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException with a sentence for the operator
     */
    public static void provide() {
        Config config = ImageMode.current().isNativeImage() ? configOfNative() : ConfigProvider.getConfig();
        Optional<String> url = config.getOptionalValue(URL, String.class);
        if (url.isPresent()) {
            probe(
                    new Access(
                            url.get(),
                            config.getOptionalValue(USER, String.class).orElse(null),
                            config.getOptionalValue(PASSWORD, String.class).orElse(null),
                            Tls.of(setting -> config.getOptionalValue(setting, String.class)
                                    .orElse(null))),
                    config.getOptionalValue(MIGRATES, Boolean.class).orElse(true));
        } else {
            embed(Path.of(config.getOptionalValue(DIRECTORY, String.class).orElse("data/postgres")));
        }
    }

    /** Before Quarkus starts, a native executable knows only what it was built with: it has to read around itself. */
    private static Config configOfNative() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new DotEnvConfigSourceProvider());
        Path file = Path.of("config", "application.properties");
        try {
            if (Files.exists(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL()));
            }
        } catch (IOException cause) {
            throw new DatabaseException(file + " cannot be read", cause);
        }
        return builder.build();
    }

    /** Asks once, to tell in a sentence what Quarkus would tell in a hundred lines. */
    private static void probe(Access access, boolean migrates) {
        if (!access.isWellFormed()) {
            throw new DatabaseException(URL + ": must be postgresql://host:port/database, without user and password");
        }
        try (Connection connection = access.connect()) {
            connection.setReadOnly(true);
            if (!migrates) {
                Schema.await(connection);
            }
        } catch (SQLException refusal) {
            throw new DatabaseException(sentence(refusal), refusal);
        }
    }

    private static String sentence(SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        String reason = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("no reason given");
        if (state.startsWith("28")) {
            return USER + ", " + PASSWORD + ": the database turns them down (" + reason + ")";
        }
        return URL + ": the database cannot be reached (" + reason + ")";
    }

    private static void embed(Path folder) {
        if (ImageMode.current().isNativeImage()) {
            throw new DatabaseException(
                    URL + ": is missing, and the native executable brings no PostgreSQL of its own");
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-postgres"));
        Access access = server.database("segue");
        System.setProperty(URL, access.url());
        System.setProperty(USER, access.user());
        System.setProperty(PASSWORD, access.password());
    }

    /** Hooks run side by side, and what Segue does last it does with the database: wait for it. */
    private static void stop(EmbeddedPostgres server) {
        try {
            Application application = Application.currentApplication();
            if (application != null) {
                CompletableFuture.runAsync(application::awaitShutdown)
                        .orTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS)
                        .exceptionally(late -> null)
                        .join();
            }
            server.stop();
        } catch (IOException | DatabaseException cause) {
            System.err.println("The embedded PostgreSQL was left running: " + cause.getMessage());
        }
    }
}
