package dev.segue.access.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace(0);

    @Test
    void pace_afterABurst_goesOnAtItsRate() {
        // Given
        for (int i = 0; i < 4; i++) {
            assertThat(take(0).granted()).isTrue();
        }

        // When
        Turn refused = take(0);

        // Then
        assertThat(refused.granted()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.pause()).isEqualTo(Duration.ofMillis(500));
        assertThat(refused.retryAfter()).isEqualTo(1);
        assertThat(take(SECOND / 2 - 1).granted()).isFalse();
        assertThat(take(SECOND / 2).granted()).isTrue();
        assertThat(take(SECOND / 2).granted()).isFalse();
    }

    @Test
    void fields_sayWhatIsLeftAndWhenAllIsThereAgain() {
        // When
        Turn turn = take(0);

        // Then
        assertThat(turn.rateLimit()).isEqualTo("\"caller\";r=3;t=1");
        assertThat(turn.rateLimitPolicy()).isEqualTo("\"caller\";q=4;w=2");
    }

    @Test
    void refusals_costNothing() {
        // Given
        for (int i = 0; i < 1000; i++) {
            take(0);
        }

        // When
        Turn later = take(2 * SECOND);

        // Then
        assertThat(later.remaining()).isEqualTo(3);
        assertThat(pace.untold()).isEqualTo(5);
    }

    @Test
    void whatOthersGranted_countsHere() {
        // Given
        take(0);
        pace.learn(101, pace.untold(), 0);

        // When
        pace.learn(103, pace.untold(), 0);

        // Then
        assertThat(take(0).remaining()).isZero();
        assertThat(take(0).granted()).isFalse();
    }

    @Test
    void whatOthersGranted_withinTheirRate_isNoBurst() {
        // Given
        take(0);
        pace.learn(101, pace.untold(), 0);

        // When
        pace.learn(111, pace.untold(), 10 * SECOND);

        // Then
        assertThat(take(10 * SECOND).remaining()).isEqualTo(3);
    }

    @Test
    void whatOthersGranted_beyondTheLimit_emptiesTheBucketAndNoMore() {
        // Given
        take(0);
        pace.learn(101, pace.untold(), 0);

        // When
        pace.learn(100_000, pace.untold(), 0);

        // Then
        assertThat(take(SECOND / 2).granted()).isTrue();
        assertThat(take(SECOND / 2).granted()).isFalse();
    }

    private Turn take(long now) {
        return pace.take(2, 4, now);
    }
}
