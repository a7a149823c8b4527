package dev.segue.api.audio;

import dev.segue.api.Jobs;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.job.AudioFile;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** A completed job with a song of {@link #BYTES}. */
abstract class KeptSong {

    static final byte[] BYTES = new byte[300_000];
    static final String ETAG = "\"abc123\"";

    static {
        new Random(7).nextBytes(BYTES);
    }

    @Inject
    Jobs jobs;

    @Inject
    AudioStore store;

    String id;
    String url;

    @BeforeEach
    void song() {
        id = Jobs.create();
        url = "/v1/jobs/" + id + "/audio/0";
        jobs.completed(id, List.of(new AudioFile("audio/mpeg", BYTES.length, 55.2, 128000, 44100, 2, "abc123", null)));
        store.write(new AudioKey(id, 0), Multi.createFrom().item(Buffer.buffer(BYTES)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
