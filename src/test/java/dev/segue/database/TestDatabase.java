package dev.segue.database;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/**
 * A database for one test, on the server that the test JVM starts when the first one is asked for. Its data stand in
 * {@code target} and survive nothing: no fsync.
 *
 * @param url as Vert.x takes it, {@code postgresql://host:port/database}
 */
public record TestDatabase(String url, String user, String password) {

    private static final String PREFIX = "test_";

    /** A new database with Segue's schema. */
    public static TestDatabase fresh() {
        return empty().migrated();
    }

    TestDatabase migrated() {
        Flyway.configure()
                .dataSource(jdbcUrl(), user, password)
                .locations("db/migration")
                .load()
                .migrate();
        return this;
    }

    /** A new database without tables. */
    public static TestDatabase empty() {
        try {
            Access access = Server.maintenance()
                    .create(PREFIX + ProcessHandle.current().pid() + "_"
                            + Integer.toHexString(UUID.randomUUID().hashCode() & 0x7fffffff));
            return new TestDatabase(access.url(), access.user(), access.password());
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    public String jdbcUrl() {
        return Access.jdbc(url, Tls.UNSTATED);
    }

    /** Connections to it, without what Segue adds to its own. */
    public Pool pool(Vertx vertx, int size) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(options())
                .with(new PoolOptions().setMaxSize(size))
                .build();
    }

    private PgConnectOptions options() {
        return PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
    }

    /** As Segue connects to it. */
    public Connections connections(Duration timeout) {
        Connections connections = new Connections(timeout);
        connections.use(List.of(options()));
        return connections;
    }

    /** The properties that make Segue use it. */
    public Map<String, String> asConfiguration() {
        return Map.of(
                "quarkus.datasource.reactive.url", url,
                "quarkus.datasource.jdbc.url", jdbcUrl(),
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", password);
    }

    /** The same for a process: all that an operator states. */
    public Map<String, String> asEnvironment() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", url,
                "QUARKUS_DATASOURCE_USERNAME", user,
                "QUARKUS_DATASOURCE_PASSWORD", password);
    }

    /** One for the JVM: Quarkus loads test classes more than once, system properties exist once. */
    private static final class Server {

        private static final String KEY = "segue.test.postgres.";

        static Access maintenance() {
            synchronized (Runtime.class) { // one object for all class loaders
                if (System.getProperty(KEY + "url") == null) {
                    start();
                }
            }
            return new Access(
                    System.getProperty(KEY + "url"),
                    System.getProperty(KEY + "user"),
                    System.getProperty(KEY + "password"));
        }

        private static void start() {
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    Path.of("target/postgres"),
                    List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            Access access = server.database("segue");
            forgetOlder(access);
            System.setProperty(KEY + "url", access.url());
            System.setProperty(KEY + "user", access.user());
            System.setProperty(KEY + "password", access.password());
        }

        /** Drops the databases of test runs that have ended; other test JVMs may be at work on the same server. */
        private static void forgetOlder(Access access) {
            try (Connection connection = access.connect();
                    Statement drop = connection.createStatement();
                    ResultSet databases =
                            connection.createStatement().executeQuery("SELECT datname FROM pg_database")) {
                while (databases.next()) {
                    String name = databases.getString(1);
                    if (name.startsWith(PREFIX)
                            && ProcessHandle.of(Long.parseLong(name.split("_")[1]))
                                    .isEmpty()) {
                        drop.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                    }
                }
            } catch (SQLException cause) {
                throw new IllegalStateException(cause);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.stop();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }
}
