package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingCheckTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT15S, segue.tracking.min-interval",
        "-PT2S, PT15S, segue.tracking.min-interval",
        "PT20S, PT2S, segue.tracking.max-interval"
    })
    void intervals_betweenWhichNoLookFits_stopTheStart(Duration min, Duration max, String property) {
        // Then
        assertThatThrownBy(() -> TrackingCheck.check(min, max))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(property);
    }

    @Test
    void intervals_thatAreTheSame_areFine() {
        // Then
        assertThatCode(() -> TrackingCheck.check(Duration.ofSeconds(2), Duration.ofSeconds(2)))
                .doesNotThrowAnyException();
    }
}
