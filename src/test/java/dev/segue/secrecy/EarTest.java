package dev.segue.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarTest {

    private final Ear ear = new Ear();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the prompt was: a CANARY sings",
                "GET /v1/jobs/job_1/audio/0?ticket=1795172400.mD0gJ3vYb2s5x8Q1r7T4u6W9z0A2c4E6",
                "Authorization: Bearer sk_sesame",
                "POST /v1/callbacks/apidot/0123456789abcdefghijABCDEFGHIJ_-",
                "http://localhost:8090/audio/x.mp3?Expires=1&Signature=abc",
                "key a-real-key-of-apidot"
            })
    void secret_inAMessage_isHeard(String message) {
        // When
        ear.publish(new LogRecord(Level.FINEST, message));

        // Then
        assertThat(ear.takeLeaks()).hasSize(1);
        assertThat(ear.takeLeaks()).isEmpty();
    }

    @Test
    void secret_inAParameterOrTheCauseOfAFailure_isHeard() {
        // Given
        LogRecord parameter = new LogRecord(Level.FINE, "sent {0}");
        parameter.setParameters(new Object[] {"a canary"});
        LogRecord failure = new LogRecord(Level.FINE, "failed");
        failure.setThrown(new IllegalStateException(new IllegalArgumentException("a canary")));

        // When
        ear.publish(parameter);
        ear.publish(failure);

        // Then
        assertThat(ear.takeLeaks()).hasSize(2);
    }

    @Test
    void whatIsNoSecret_isNotHeard() {
        // When
        ear.publish(new LogRecord(Level.INFO, "Job job_01m7vxx9hhgkdt9qkgm9k9xfdq: a key is needed: Bearer sk_…"));

        // Then
        assertThat(ear.takeLeaks()).isEmpty();
    }
}
