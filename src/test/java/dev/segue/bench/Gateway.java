package dev.segue.bench;

import dev.segue.PackagedSegue;
import dev.segue.database.TestDatabase;
import dev.segue.sandbox.Sandbox;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The packaged program in a process of its own, with the sandbox here in the place of APIDot. Callbacks go through a relay. */
final class Gateway implements AutoCloseable {

    private static final String JAR = "quarkus-run.jar";

    /** In /proc/pid/stat, counted from behind the command. */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;
    private static final int TICK_MILLIS = 10;

    private final Vertx vertx;
    private final TestDatabase database = TestDatabase.fresh();
    private final Sandbox sandbox;
    private final HttpServer relay;
    private final HttpClient client;
    private final PackagedSegue process;

    /**
     * What was used so far.
     *
     * @param gateway CPU time of the process
     * @param database CPU time of all the server's processes
     * @param transactions on the database; all but a few are one statement
     */
    record Used(Duration gateway, Duration database, long transactions) {}

    /** @param called told the path of every callback, when it arrives */
    Gateway(Vertx vertx, Path folder, Consumer<String> called) throws IOException {
        this.vertx = vertx;
        sandbox = Sandbox.start(vertx, new Sandbox.Options(0, Optional.of(Duration.ofSeconds(1)), Clock.systemUTC()))
                .toCompletableFuture()
                .join();
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(100));
        relay = vertx.createHttpServer()
                .requestHandler(request -> {
                    called.accept(request.path());
                    forward(request);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Map<String, String> environment = new HashMap<>(database.asEnvironment());
        environment.putAll(Map.of(
                "APIDOT_API_KEY", "key-of-a-benchmark",
                "APIDOT_BASE_URL", sandbox.address().toString(),
                "SEGUE_PUBLIC_URL", "http://localhost:" + relay.actualPort(),
                "SEGUE_AUDIO_ALLOW_PRIVATE_SOURCES", "true",
                "SEGUE_AUDIO_LOCATION", "file:" + folder.resolve("audio"),
                // Nothing is seen because it was looked at anyway.
                "SEGUE_TRACKING_MIN_INTERVAL", "PT20S",
                "SEGUE_TRACKING_MAX_INTERVAL", "PT20S"));
        Optional.ofNullable(System.getProperty("bench.java"))
                .ifPresent(options -> environment.put("JAVA_TOOL_OPTIONS", options));
        process = PackagedSegue.start(folder, environment);
    }

    URI address() {
        return URI.create(process.address());
    }

    Used used() throws SQLException {
        Duration gateway = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(JAR))
                .findFirst()
                .flatMap(child -> child.info().totalCpuDuration())
                .orElseThrow();
        // Of a connection that is still there when it is looked at: one of the gateway's.
        String backend = query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                .get(0);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(backend))
                .flatMap(ProcessHandle::parent)
                .orElseThrow();
        String transactions = query("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
                .get(0);
        return new Used(gateway, ofChildren(server), Long.parseLong(transactions));
    }

    /** Of those that are at work and of those that have ended. */
    private static Duration ofChildren(ProcessHandle parent) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(parent.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
            return parent.children()
                    .flatMap(child -> child.info().totalCpuDuration().stream())
                    .reduce(Duration.ofMillis(ticks * TICK_MILLIS), Duration::plus);
        } catch (IOException noLinux) {
            throw new UncheckedIOException(noLinux);
        }
    }

    /** The first column. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private void forward(HttpServerRequest request) {
        URI gateway = address();
        request.body()
                .compose(body -> client.request(request.method(), gateway.getPort(), gateway.getHost(), request.path())
                        .compose(onward -> onward.putHeader("content-type", "application/json")
                                .send(body)))
                .map(HttpClientResponse::statusCode)
                .otherwise(502)
                .onSuccess(status -> request.response().setStatusCode(status).end());
    }

    @Override
    public void close() {
        process.close();
        sandbox.stop().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
