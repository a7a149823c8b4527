package dev.segue.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LookScheduleTest {

    private static final LookSchedule SCHEDULE = new LookSchedule(Duration.ofSeconds(2), Duration.ofSeconds(15));

    @Property
    void nextLook_whateverWasSeen_isWithinMinAndMax(
            @ForAll @Size(max = 200) double @DoubleRange(min = 0, max = 7200) [] seen,
            @ForAll @DoubleRange(min = 0, max = 10_000) double elapsed) {
        // When
        Duration next = SCHEDULE.next(Duration.ofMillis((long) (elapsed * 1000)), Durations.of(seen));

        // Then
        assertThat(next).isBetween(SCHEDULE.min(), SCHEDULE.max());
    }

    @Property
    void progress_whateverWasSeen_isAPercentageBelowHundredAndAnEtaToCome(
            @ForAll @Size(max = 200) double @DoubleRange(min = 0, max = 7200) [] seen,
            @ForAll @DoubleRange(min = 0, max = 10_000) double elapsed) {
        // When
        Progress progress = Progress.at(elapsed, Durations.of(seen));

        // Then
        assertThat(progress.percent()).isBetween(0, 99);
        assertThat(progress.etaSeconds()).isPositive();
    }

    @Property
    void progress_asTimePasses_neverGoesBack(
            @ForAll @Size(max = 200) double @DoubleRange(min = 0, max = 7200) [] seen,
            @ForAll @DoubleRange(min = 0, max = 10_000) double earlier,
            @ForAll @DoubleRange(min = 0, max = 10_000) double later) {
        // Given
        Durations durations = Durations.of(seen);

        // When
        int percent = Progress.at(Math.min(earlier, later), durations).percent();

        // Then
        assertThat(Progress.at(Math.max(earlier, later), durations).percent()).isGreaterThanOrEqualTo(percent);
    }

    @Property(tries = 50)
    void looks_atTasksOfANewRoute_learnWhenTheyEnd(@ForAll @DoubleRange(min = 3, max = 70) double end) {
        // Given
        double[] seen = {};

        // When each end is learnt as late as it was seen
        for (int task = 0; task < 300; task++) {
            double[] more = new double[Math.min(200, seen.length + 1)];
            System.arraycopy(seen, 0, more, 1, more.length - 1);
            more[0] = seenToEnd(end, Durations.of(seen));
            seen = more;
        }

        // Then
        assertThat(seen[0] - end).isLessThanOrEqualTo(4);
    }

    private static double seenToEnd(double end, Durations durations) {
        double now = 0;
        while (now < end) {
            now += SCHEDULE.next(Duration.ofMillis((long) (now * 1000)), durations)
                            .toMillis()
                    / 1000.0;
        }
        return now;
    }

    @Property(tries = 200)
    void looks_atTasksOfALearntRoute_findTheEndSoonWithFewCalls(@ForAll @DoubleRange(min = 50, max = 60) double end) {
        // Given a route whose tasks take 50 to 60 s
        double[] seen = new double[100];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = 50 + 10.0 * i / (seen.length - 1);
        }
        Durations durations = Durations.of(seen);

        // When
        double now = 0;
        int looks = 0;
        while (now < end) {
            now += SCHEDULE.next(Duration.ofMillis((long) (now * 1000)), durations)
                            .toMillis()
                    / 1000.0;
            looks++;
        }

        // Then: a fixed interval of 2 s needs 25 to 30 looks for this
        assertThat(now - end).isLessThanOrEqualTo(3);
        assertThat(looks).isLessThanOrEqualTo(10);
    }

    @Test
    void wait_withACallbackExpected_isTwiceAsLongUpToTheLongest() {
        // Given
        LookSchedule schedule = new LookSchedule(Duration.ofSeconds(2), Duration.ofSeconds(15));

        // Then
        assertThat(schedule.sparser(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(4));
        assertThat(schedule.sparser(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(15));
    }
}
