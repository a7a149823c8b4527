package dev.segue.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationLooksTest {

    private static final Instant COMPLETED = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void looks_oneAfterTheOther_areCountedFromTheCompletion() {
        // Given
        ModerationLooks looks = new ModerationLooks(List.of(Duration.ofMinutes(10), Duration.ofHours(1)));
        // Then
        assertThat(looks.next(COMPLETED, 0)).contains(Instant.parse("2026-11-20T10:10:00Z"));
        assertThat(looks.next(COMPLETED, 1)).contains(Instant.parse("2026-11-20T11:00:00Z"));
        assertThat(looks.next(COMPLETED, 2)).isEmpty();
    }

    @Test
    void looks_noneConfigured_areNeverMade() {
        assertThat(new ModerationLooks(List.of()).next(COMPLETED, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1M", "PT1H,PT1H", "PT1H,PT10M"})
    void looks_thatDoNotAscend_areRefused(String looks) {
        // Given
        List<Duration> written =
                Stream.of(looks.split(",")).map(Duration::parse).toList();
        // When / Then
        assertThatThrownBy(() -> new ModerationLooks(written))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("segue.upkeep.moderation-looks");
    }
}
