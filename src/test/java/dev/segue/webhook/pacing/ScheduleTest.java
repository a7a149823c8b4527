package dev.segue.webhook.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Test
    void wait_withAnyChance_isFromItsLengthToAFifthMore() {
        // When
        Duration shortest = new Schedule(WAITS, () -> 0).after(0, null).orElseThrow();
        Duration longest = new Schedule(WAITS, () -> 1).after(0, null).orElseThrow();

        // Then
        assertThat(shortest).isEqualTo(Duration.ofSeconds(5));
        assertThat(longest).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void wait_longerAskedByTheReceiver_isThat() {
        // Given
        Schedule schedule = new Schedule(WAITS, () -> 0);

        // Then
        assertThat(schedule.after(0, Duration.ofSeconds(90))).contains(Duration.ofSeconds(90));
        assertThat(schedule.after(1, Duration.ofSeconds(90))).contains(Duration.ofMinutes(5));
    }

    @Test
    void try_behindTheLastWait_isTheLast() {
        // Given
        Schedule schedule = new Schedule(WAITS, () -> 0);

        // Then
        assertThat(schedule.after(1, null)).isPresent();
        assertThat(schedule.after(2, Duration.ofSeconds(1))).isEmpty();
    }
}
