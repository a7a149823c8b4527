package dev.segue;

import io.quarkus.logging.LoggingFilter;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps the last words of a failed start to its one sentence: a query that comes back when the container is gone, or a connection that
 * ends when its event loop has, finds nobody to tell, and Vert.x and Netty would print a stack trace. Nothing that happens then can
 * matter any more.
 */
@LoggingFilter(name = "after-the-end")
public final class AfterTheEnd implements Filter {

    private static final String NO_CONTAINER = "No CDI container is available";
    private static final String NO_EVENT_LOOP = "event executor terminated";

    @Override
    public boolean isLoggable(LogRecord event) {
        Throwable thrown = event.getThrown();
        return !(thrown instanceof IllegalStateException && NO_CONTAINER.equals(thrown.getMessage())
                || thrown instanceof RejectedExecutionException && NO_EVENT_LOOP.equals(thrown.getMessage()));
    }
}
