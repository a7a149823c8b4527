package dev.segue;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void everythingElse_isLogged() {
        assertThat(filter.isLoggable(record(null))).isTrue();
        assertThat(filter.isLoggable(record(new IllegalStateException("Something else"))))
                .isTrue();
        assertThat(filter.isLoggable(record(new NullPointerException()))).isTrue();
    }

    private static LogRecord record(Throwable thrown) {
        LogRecord event = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        event.setThrown(thrown);
        return event;
    }
}
