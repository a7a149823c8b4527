package dev.segue.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void periods_thatCannotBeMeant_areRefusedByName() {
        // Then
        assertRefused(new Periods("PT0S", null, null, null), "segue.retention.jobs must be from PT1S to P36500D");
        assertRefused(new Periods("P36501D", null, null, null), "segue.retention.jobs must be");
        assertRefused(new Periods("P1D", "PT-1S", null, null), "segue.retention.prompts must be");
        assertRefused(new Periods("P1D", "P2D", null, null), "segue.retention.prompts must not be longer than");
        assertRefused(new Periods("P1D", null, "PT0S", null), "segue.retention.audio must be");
        assertRefused(new Periods("P1D", null, "P2D", null), "segue.retention.audio must not be longer than");
        assertRefused(new Periods("P1D", null, null, "PT23H"), "segue.retention.idempotency-keys must be");
        assertRefused(new Periods("P1D", null, null, null, "PT23H"), "segue.retention.audit must be from PT24H");
        assertThatCode(() -> of(new Periods("PT1S", "PT0S", "PT1S", "P1D")).check())
                .doesNotThrowAnyException();
    }

    @Test
    void periods_thatAreAbsent_followTheJobs() {
        // When
        Retention retention = of(new Periods("P10D", null, null, null));

        // Then
        assertThat(retention.prompts()).isEqualTo(Duration.ofDays(10));
        assertThat(retention.audio()).isEqualTo(Duration.ofDays(10));
        assertThat(retention.keys()).isEqualTo(Duration.ofDays(11));
        assertThat(retention.keepsAudio(Instant.EPOCH)).isTrue();
    }

    @Test
    void keys_neverGoBeforeTheirJobs() {
        // Then
        assertThat(of(new Periods("P10D", null, null, "P2D")).keys()).isEqualTo(Duration.ofDays(10));
        assertThat(of(new Periods("PT1H", null, null, "P2D")).keys()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void audio_withAPeriodOfItsOwn_isKeptForThatLong() {
        // When
        Retention retention = of(new Periods("P10D", null, "P1D", null));

        // Then
        assertThat(retention.keepsAudio(NOW.minus(Duration.ofHours(23)))).isTrue();
        assertThat(retention.keepsAudio(NOW.minus(Duration.ofHours(24)))).isFalse();
    }

    private static Retention of(Periods periods) {
        return new Retention(periods, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void assertRefused(Periods periods, String sentence) {
        assertThatThrownBy(() -> of(periods).check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }
}
