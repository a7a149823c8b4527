package dev.segue;

import io.quarkus.logging.LoggingFilter;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps from the log what Vert.x and Netty call errors, with a stack trace, and what means nothing: operators take an error for a defect,
 * and a failed start has one sentence.
 */
@LoggingFilter(name = "noise")
public final class Noise implements Filter {

    private static final String NO_CONTAINER = "No CDI container is available";
    private static final String NO_EVENT_LOOP = "event executor terminated";
    private static final String COMPLETE = "Result is already complete";
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord event) {
        Throwable thrown = event.getThrown();
        return thrown == null || !comesAfterTheEnd(thrown) && !isOfAPoolThatGaveUpBefore(thrown);
    }

    /** A query that comes back when the container is gone, or a connection that ends when its event loop has. */
    private static boolean comesAfterTheEnd(Throwable thrown) {
        return thrown instanceof IllegalStateException && NO_CONTAINER.equals(thrown.getMessage())
                || thrown instanceof RejectedExecutionException && NO_EVENT_LOOP.equals(thrown.getMessage());
    }

    /** A statement that found no database has failed, and half a minute later the pool wants to fail it for having waited too long. */
    private static boolean isOfAPoolThatGaveUpBefore(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return thrown instanceof IllegalStateException
                && COMPLETE.equals(thrown.getMessage())
                && frames.length > 1
                && frames[1].getClassName().equals(POOL);
    }
}
