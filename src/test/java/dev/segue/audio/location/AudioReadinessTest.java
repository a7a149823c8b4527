package dev.segue.audio.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.audio.file.FileAudioStore;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioReadinessTest {

    @TempDir
    private Path disk;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void readiness_whileNothingCanBeKept_isDownAndThenUpAgain() throws Exception {
        // Given
        Path folder = disk.resolve("audio");
        AudioReadiness readiness = new AudioReadiness(new FileAudioStore(vertx, "file:" + folder), nanos::get);
        // When
        Optional<Map<String, Object>> told =
                readiness.call().await().atMost(Duration.ofSeconds(10)).getData();
        Status without = status(readiness);
        Files.createDirectories(folder);
        Status remembered = status(readiness);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        Status with = status(readiness);
        // Then
        assertThat(without).isEqualTo(Status.DOWN);
        assertThat(told).hasValueSatisfying(data -> assertThat(data).containsOnlyKeys("reason"));
        assertThat(remembered).isEqualTo(Status.DOWN);
        assertThat(with).isEqualTo(Status.UP);
        assertThat(folder).isEmptyDirectory();
    }

    private static Status status(AudioReadiness readiness) {
        return readiness.call().await().atMost(Duration.ofSeconds(10)).getStatus();
    }
}
