package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HintsTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger looks = new AtomicInteger();
    private long nanos;
    private final Hints hints = new Hints(vertx, () -> nanos);

    @AfterEach
    void stop() {
        vertx.close().await().indefinitely();
    }

    @Test
    void first_isTakenAtOnce() {
        // When
        hints.take("job_1", looks::incrementAndGet);
        hints.take("job_2", looks::incrementAndGet);

        // Then
        assertThat(looks).hasValue(2);
    }

    @Test
    void others_withinTheSecond_areOneMoreWhenItIsOver() throws Exception {
        // Given
        CountDownLatch late = new CountDownLatch(1);
        hints.take("job_1", looks::incrementAndGet);
        nanos = 900_000_000;

        // When
        for (int i = 0; i < 100; i++) {
            hints.take("job_1", () -> {
                looks.incrementAndGet();
                late.countDown();
            });
        }
        int before = looks.get();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(looks).hasValue(2);
    }

    @Test
    void next_afterTheSecond_isTakenAtOnce() {
        // Given
        hints.take("job_1", looks::incrementAndGet);

        // When
        nanos = 1_000_000_000;
        hints.take("job_1", looks::incrementAndGet);

        // Then
        assertThat(looks).hasValue(2);
    }
}
