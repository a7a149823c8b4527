package dev.segue.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.provider.HealthBoard.Breaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthBoardTest {

    private final AtomicLong now = new AtomicLong(1);
    private final HealthBoard board = new HealthBoard(now::get);

    @Test
    void breaker_openForItsDelay_isThenToBeTried() {
        // Given
        board.breaker("apidot", Breaker.OPEN, Duration.ofSeconds(30));
        assertThat(board.callable("apidot")).isFalse();

        // When
        now.addAndGet(Duration.ofSeconds(30).toNanos());

        // Then
        assertThat(board.breaker("apidot")).isEqualTo(Breaker.HALF_OPEN);
        assertThat(board.callable("apidot")).isTrue();
        assertThat(board.healthy("apidot")).isFalse();
    }

    @Test
    void provider_thatRefusedUs_isTriedAgainAfterAWhile() {
        // Given
        board.denied("apidot", true);
        assertThat(board.healthy("apidot")).isFalse();

        // When
        now.addAndGet(Duration.ofMinutes(5).toNanos());

        // Then
        assertThat(board.healthy("apidot")).isTrue();
    }

    @Test
    void provider_thatAnswersAgain_isHealthyAtOnce() {
        // Given
        board.denied("apidot", true);

        // When
        board.denied("apidot", false);

        // Then
        assertThat(board.healthy("apidot")).isTrue();
    }
}
