package dev.segue.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-5S", "PT0.099S", "PT1H0.001S", "P100D"})
    void timeout_outOfBounds_isRefusedByName(String timeout) {
        // When / Then
        assertThatThrownBy(() -> new Connections(Duration.parse(timeout)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("segue.database.timeout must be between PT0.1S and PT1H");
    }

    @Test
    void timeout_atItsBounds_isTaken() {
        // When / Then
        assertThatCode(() -> new Connections(Duration.ofMillis(100))).doesNotThrowAnyException();
        assertThatCode(() -> new Connections(Duration.ofHours(1))).doesNotThrowAnyException();
    }
}
