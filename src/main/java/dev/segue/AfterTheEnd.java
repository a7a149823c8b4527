package dev.segue;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps the last words of a failed start to its one sentence: a query that comes back when the container is gone finds nobody to
 * tell, and Vert.x would print its stack trace. Nothing that happens then can matter any more.
 */
@LoggingFilter(name = "after-the-end")
public final class AfterTheEnd implements Filter {

    private static final String GONE = "No CDI container is available";

    @Override
    public boolean isLoggable(LogRecord event) {
        return !(event.getThrown() instanceof IllegalStateException late) || !GONE.equals(late.getMessage());
    }
}
