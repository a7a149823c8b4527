package dev.segue.api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void lostDatabase_isAnOutage() {
        // Then
        assertThat(Outage.isOne(new ConnectException("refused"))).isTrue();
        assertThat(Outage.isOne(new CompletionException(ClosedConnectionException.INSTANCE)))
                .isTrue();
        assertThat(Outage.isOne(failed("57P01"))).isTrue();
        assertThat(Outage.isOne(failed("53300"))).isTrue();
    }

    /** The pool says so in two ways: to who wants a statement made, and to who wants a connection, as every transaction does. */
    @Test
    void poolOfASilentDatabase_isAnOutage() throws IOException {
        // Given
        Vertx vertx = Vertx.vertx();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Pool pool = PgBuilder.pool()
                    .connectingTo(new PgConnectOptions()
                            .setHost(silent.getInetAddress().getHostAddress())
                            .setPort(silent.getLocalPort()))
                    .with(new PoolOptions().setConnectionTimeout(100).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                    .using(vertx)
                    .build();

            // Then
            assertThat(failureOf(pool.query("SELECT 1").execute())).matches(Outage::isOne);
            assertThat(failureOf(pool.getConnection())).matches(Outage::isOne);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** What a transaction says whose connection was closed under it, for it wants to roll back. */
    @Test
    void writeToAClosedConnection_isAnOutage() {
        // Then
        assertThat(Outage.isOne(new ClosedChannelException())).isTrue();
    }

    @Test
    void failedStatement_isOurs() {
        // Then
        assertThat(Outage.isOne(failed("22P02"))).isFalse();
        assertThat(Outage.isOne(new IllegalStateException())).isFalse();
    }

    @Test
    void words_ofAFailedStatement_areItsStateAlone() {
        // Then
        assertThat(Outage.words(new RuntimeException(failed("22P02")))).isEqualTo("SQLSTATE 22P02");
    }

    private static Throwable failureOf(Future<?> answer) {
        return catchThrowable(
                () -> answer.toCompletionStage().toCompletableFuture().join());
    }

    private static PgException failed(String state) {
        return new PgException("message with the prompt", "ERROR", state, "detail with the prompt");
    }
}
