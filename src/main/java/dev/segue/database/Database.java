package dev.segue.database;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/** Makes sure, before Quarkus starts, that there is a database to talk to. */
public final class Database {

    private static final String URL = "quarkus.datasource.reactive.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final List<String> SETTINGS = List.of("fsync=on", "max_connections=200");
    private static final int SECONDS_TO_STOP = 60;

    private Database() {}

    /**
     * Starts the PostgreSQL of a newcomer unless a datasource is configured. System properties tell Quarkus where it is,
     * so that a live reload, which runs {@code main} again in the same JVM, finds one configured.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException with a sentence for the operator
     */
    public static void provide(Config config) {
        Optional<String> url = config.getOptionalValue(URL, String.class);
        if (url.isEmpty()) {
            embed(Path.of(config.getOptionalValue("segue.database.directory", String.class)
                    .orElse("data/postgres")));
        }
    }

    private static void embed(Path folder) {
        if (ImageMode.current().isNativeImage()) {
            throw new DatabaseException(URL + " is missing: the native executable brings no PostgreSQL of its own");
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
