package dev.segue.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final int HEAD = 10;
    private static final int BODY = 60;
    private static final int IDLE = 75;

    private final Patience patience = new Patience(new Limits());
    private final AtomicBoolean bodyIsHere = new AtomicBoolean();
    private EmbeddedChannel connection;

    private record Limits() implements EdgeConfig {

        @Override
        public Duration headTimeout() {
            return Duration.ofSeconds(HEAD);
        }

        @Override
        public Duration bodyTimeout() {
            return Duration.ofSeconds(BODY);
        }

        @Override
        public Duration idleTimeout() {
            return Duration.ofSeconds(IDLE);
        }
    }

    @BeforeEach
    void open() {
        connection = new EmbeddedChannel(patience);
        connection.freezeTime();
    }

    @Test
    void head_thatDripsIn_hasNoMoreTimeThanOneThatDoesNot() {
        // When
        for (int second = 1; second < HEAD; second++) {
            hear();
            pass(1);
        }

        // Then
        assertThat(connection.isActive()).isTrue();
        pass(1);
        assertThat(connection.isActive()).isFalse();
    }

    @Test
    void body_thatDripsIn_hasATimeOfItsOwn() {
        // Given
        pass(HEAD - 1);
        patience.began(bodyIsHere::get);

        // When
        pass(BODY - 1);
        hear();

        // Then
        assertThat(connection.isActive()).isTrue();
        pass(1);
        assertThat(connection.isActive()).isFalse();
    }

    @Test
    void answer_ofAWholeRequest_mayTakeForever() {
        // Given
        patience.began(bodyIsHere::get);
        bodyIsHere.set(true);

        // When
        pass(10 * BODY);

        // Then
        assertThat(connection.isActive()).isTrue();
    }

    @Test
    void idleConnection_isKeptForAWhile() {
        // Given
        patience.began(() -> true);
        patience.ended();

        // When
        pass(IDLE - 1);

        // Then
        assertThat(connection.isActive()).isTrue();
        pass(1);
        assertThat(connection.isActive()).isFalse();
    }

    @Test
    void nextRequest_onAnIdleConnection_hasTheTimeOfTheFirst() {
        // Given
        patience.began(() -> true);
        patience.ended();
        pass(IDLE - 1);

        // When
        hear();
        pass(HEAD - 1);

        // Then
        assertThat(connection.isActive()).isTrue();
        pass(1);
        assertThat(connection.isActive()).isFalse();
    }

    @Test
    void nextRequest_begunDuringAnAnswer_hasItsTimeFromTheAnswersEnd() {
        // Given
        patience.began(() -> true);
        hear();
        pass(10 * HEAD);

        // When
        patience.ended();
        pass(HEAD);

        // Then
        assertThat(connection.isActive()).isFalse();
    }

    @Test
    void connection_thatIsLetGoOf_isLeftAlone() {
        // When
        connection.pipeline().remove(patience);
        pass(HEAD + IDLE);

        // Then
        assertThat(connection.isActive()).isTrue();
    }

    private void hear() {
        connection.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
    }

    private void pass(int seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }
}
