package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentConnectionsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final SilentConnections silent = new SilentConnections(vertx, TIMEOUT);

    @BeforeEach
    void start() {
        silent.start(null);
    }

    @AfterEach
    void stop() throws Exception {
        silent.stop(null);
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void connect_toAServerThatAcceptsAndSaysNothing_isGivenUp() throws Exception {
        // Given
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PgConnectOptions options = options(new PgConnectOptions()
                    .setHost(server.getInetAddress().getHostAddress())
                    .setPort(server.getLocalPort()));

            // When
            Throwable failure = failureOf(PgConnection.connect(vertx, options));

            // Then
            assertThat(failure).isNotNull();
        }
    }

    @Test
    void statement_thatIsNotAnswered_isGivenUp() throws Exception {
        // Given
        TestDatabase database = TestDatabase.empty();
        PgConnection connection = PgConnection.connect(
                        vertx,
                        options(PgConnectOptions.fromUri(database.url())
                                .setUser(database.user())
                                .setPassword(database.password())))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        // When
        Throwable failure = failureOf(connection.query("SELECT pg_sleep(60)").execute());

        // Then
        assertThat(failure).isNotNull();
    }

    private static PgConnectOptions options(PgConnectOptions server) {
        Connections connections = new Connections(TIMEOUT);
        connections.use(List.of(server));
        return connections.server();
    }

    /** Ends by itself, or the test fails. */
    private static Throwable failureOf(Future<?> answer) throws Exception {
        return answer.toCompletionStage()
                .handle((item, failure) -> failure)
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
