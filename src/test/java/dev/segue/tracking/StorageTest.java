package dev.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Entry;
import dev.segue.provider.Track;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StorageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Storage storage;

    @Inject
    AudioStore store;

    private final AtomicInteger given = new AtomicInteger();
    private HttpServer host;

    @BeforeEach
    void open() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            byte[] song = wav().getBytes();
            exchange.sendResponseHeaders(200, song.length);
            exchange.getResponseBody().write(song);
            exchange.close();
            given.incrementAndGet();
        });
        host.start();
    }

    @AfterEach
    void close() {
        host.stop(0);
    }

    @Test
    void copy_ofAJobThatWasDeletedMeanwhile_isDiscarded() {
        // Given
        Entry deleted = storing();
        Track track = new Track("http://127.0.0.1:" + host.getAddress().getPort() + "/song.wav", null, null);

        // When
        boolean done = storage.store(deleted, List.of(track), 0).await().atMost(PATIENCE);

        // Then
        assertThat(done).isTrue();
        assertThat(given).hasValue(1);
        assertThat(store.size(new AudioKey(deleted.job().id(), 0)).await().atMost(PATIENCE))
                .isEmpty();
    }

    /** No row tells of it. */
    private static Entry storing() {
        Instant now = Instant.now();
        Attempt attempt = Attempt.intended(1, "apidot", null, now).started("task", Cost.UNKNOWN);
        Job job = Job.queued(
                        "job_" + UUID.randomUUID(), "generate-music", null, null, Map.of(), now, now.plusSeconds(9))
                .with(attempt)
                .become(new JobState.Submitting(), now)
                .become(new JobState.Generating(), now)
                .with(attempt.ended(Outcome.SUCCEEDED, null, now))
                .become(new JobState.Storing(), now);
        return new Entry(job, "anybody", "me", "{}", List.of("apidot"), "apidot", Map.of(), null, null);
    }

    /** A second of silence, 8 kHz, mono, 8 bits. */
    private static Buffer wav() {
        return Buffer.buffer("RIFF")
                .appendIntLE(36 + 8000)
                .appendString("WAVEfmt ")
                .appendIntLE(16)
                .appendShortLE((short) 1)
                .appendShortLE((short) 1)
                .appendIntLE(8000)
                .appendIntLE(8000)
                .appendShortLE((short) 1)
                .appendShortLE((short) 8)
                .appendString("data")
                .appendIntLE(8000)
                .appendBytes(new byte[8000]);
    }
}
