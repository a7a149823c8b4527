package dev.segue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class AfterTheEndTest {

    private final AfterTheEnd filter = new AfterTheEnd();

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
    void everythingElse_isLogged() {
        assertThat(filter.isLoggable(record(null))).isTrue();
        assertThat(filter.isLoggable(record(new IllegalStateException("Something else"))))
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
