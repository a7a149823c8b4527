package dev.segue.webhook.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DestinationTest {

    private static final long SECOND = 1_000_000_000L;

    private final Destination destination = new Destination(Duration.ofSeconds(30));

    @Test
    void room_ofWhatIsUnderWay_isTheRestOfTheShare() {
        // When
        destination.began(20, Destinations.SHARE);

        // Then
        assertThat(destination.room(0)).isEqualTo(Destinations.SHARE - 20);
        assertThat(destination.ended(false, 0)).isFalse();
        assertThat(destination.room(0)).isEqualTo(Destinations.SHARE - 19);
    }

    @Test
    void end_whereTheWholeRoomWasTaken_tellsThatMoreMayWait() {
        // When
        destination.began(Destinations.SHARE, Destinations.SHARE);

        // Then
        assertThat(IntStream.range(0, 17).mapToObj(n -> destination.ended(false, 0)))
                .startsWith(false, false)
                .endsWith(true, true);
    }

    @Test
    void fiveFailuresInARow_leaveItAlone_thenOneMayTry() {
        // When
        fail(5, 0);

        // Then
        assertThat(destination.room(29 * SECOND)).isZero();
        assertThat(destination.room(30 * SECOND)).isOne();
        destination.began(1, 1);
        assertThat(destination.room(30 * SECOND)).isZero();
    }

    @Test
    void trial_thatFails_closesItAgain() {
        // Given
        fail(5, 0);

        // When
        fail(1, 30 * SECOND);

        // Then
        assertThat(destination.room(59 * SECOND)).isZero();
        assertThat(destination.room(60 * SECOND)).isOne();
    }

    @Test
    void trial_thatArrives_opensItForAllWhoWait() {
        // Given
        fail(5, 0);
        destination.began(1, 1);

        // When
        boolean more = destination.ended(false, 30 * SECOND);

        // Then
        assertThat(more).isTrue();
        assertThat(destination.room(30 * SECOND)).isEqualTo(Destinations.SHARE);
    }

    @Test
    void memory_ofTheHealthyAndOfTheLongGone_isNotKept() {
        // Given
        boolean fresh = destination.forgettable(0);

        // When
        fail(5, 0);

        // Then
        assertThat(fresh).isTrue();
        assertThat(destination.forgettable(60 * SECOND)).isFalse();
        assertThat(destination.forgettable(331 * SECOND)).isTrue();
    }

    private void fail(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            destination.began(1, Destinations.SHARE);
            destination.ended(true, nanos);
        }
    }
}
