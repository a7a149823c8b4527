package dev.segue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.DefaultEventLoop;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private final Noise filter = new Noise();

    @Test
    void lateQuery_findingNoContainer_isNotLogged() {
        assertThat(filter.isLoggable(record(new IllegalStateException("No CDI container is available"))))
                .isFalse();
    }

    /** As where an address is in use, and the connection that listens is closed by the database. */
    @Test
    void lateConnection_findingNoEventLoop_isNotLogged() throws Exception {
        // Given
        DefaultEventLoop loop = new DefaultEventLoop();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        loop.awaitTermination(10, TimeUnit.SECONDS);

        // When
        Throwable refused = catchThrowable(() -> loop.execute(() -> {}));

        // Then
        assertThat(refused).isInstanceOf(RejectedExecutionException.class);
        assertThat(filter.isLoggable(record(refused))).isFalse();
    }

    @Test
    void statementThatFoundNoDatabase_failedOnceMoreByThePool_isNotLogged() throws Exception {
        // Given
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Throwable> later = new CompletableFuture<>();
        vertx.exceptionHandler(later::complete);
        Pool pool = PgBuilder.pool()
                .using(vertx)
                .connectingTo("postgresql://me:word@127.0.0.1:1/none")
                .with(new PoolOptions().setConnectionTimeout(500).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .build();

        // When
        CompletableFuture<?> statement =
                pool.query("SELECT 1").execute().toCompletionStage().toCompletableFuture();

        // Then
        assertThat(statement).failsWithin(Duration.ofSeconds(10));
        assertThat(later).succeedsWithin(Duration.ofSeconds(10)).satisfies(thrown -> assertThat(
                        filter.isLoggable(record(thrown)))
                .isFalse());
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void everythingElse_isLogged() {
        assertThat(filter.isLoggable(record(null))).isTrue();
        assertThat(filter.isLoggable(record(new IllegalStateException("Something else"))))
                .isTrue();
        assertThat(filter.isLoggable(record(new IllegalStateException("Result is already complete"))))
                .isTrue();
        assertThat(filter.isLoggable(record(new RejectedExecutionException("queue full"))))
                .isTrue();
        assertThat(filter.isLoggable(record(new NullPointerException()))).isTrue();
    }

    private static LogRecord record(Throwable thrown) {
        LogRecord event = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        event.setThrown(thrown);
        return event;
    }
}
