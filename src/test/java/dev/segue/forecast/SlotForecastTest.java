package dev.segue.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotForecastTest {

    /** Every song takes a minute. */
    private static final Durations MINUTE = Durations.of(60, 60, 60, 60, 60, 60, 60);

    @Test
    void newcomer_withAFreeSlot_waitsForNothing() {
        assertThat(newcomer(2, 0, 10.0)).isZero();
    }

    @Test
    void newcomer_behindOneThatRuns_waitsForItsEnd() {
        assertThat(newcomer(1, 0, 40.0)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void newcomer_behindOthersThatWait_waitsForThemToo() {
        assertThat(newcomer(1, 2, 40.0)).isEqualTo(Duration.ofSeconds(140));
        assertThat(newcomer(2, 2, 40.0, 10.0)).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void newcomer_behindWhatFreeSlotsWillTake_waitsForTheFirstOfThem() {
        assertThat(newcomer(2, 2)).isEqualTo(Duration.ofSeconds(60));
    }

    private static Duration newcomer(int slots, long ahead, Double... running) {
        return SlotForecast.untilFree(MINUTE, slots, running, ahead);
    }
}
