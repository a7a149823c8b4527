package dev.segue.api;

import static dev.segue.KeyedAccess.with;

import dev.segue.KeyedAccess;
import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.audio.cover.Cover;
import dev.segue.custody.Custody;
import dev.segue.job.AudioFile;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Two callers and their keys, and jobs of the one. */
@Dependent
class Tenants {

    /** Of the one model that useapi.net's dialect lists. */
    private static final String TOLD = """
            {"model": "minimax-music", "prompt": "Uplifting indie pop, bright guitars", "user": "u-17",
             "lyrics": "[Verse]\\nStreetlights flicker", "webhook": {"url": "http://localhost:1/"}}
            """;

    @Inject
    Jobs jobs;

    @Inject
    AudioStore store;

    @Inject
    Custody custody;

    final String owner = "owner-" + UUID.randomUUID();
    String ownersKey;
    String strangersKey;

    /** The owner's jobs that one operation is tried on; whoever must not touch them comes first. */
    private String waiting;

    private String ended;

    /** Before each test: not until then is it known where the application listens. */
    void makeKeys() {
        ownersKey = KeyedAccess.keyOf(owner);
        strangersKey = KeyedAccess.keyOf("stranger-" + UUID.randomUUID());
    }

    /** The jobs that follow are new ones. */
    void forgetJobs() {
        waiting = null;
        ended = null;
    }

    /** A job of the owner's that waits. */
    String waiting() {
        if (waiting == null) {
            waiting = json(with(ownersKey), Jobs.BODY).post("/v1/jobs").path("id");
        }
        return waiting;
    }

    /** A job of the owner's that has audio, and a webhook that was due. */
    String ended() {
        if (ended == null) {
            ended = json(with(ownersKey), TOLD).post("/v1/jobs").path("id");
            jobs.completed(ended, List.of(new AudioFile("audio/mpeg", 3, 1.0, 128000, 44100, 2, "abc", null)));
            done(store.write(new AudioKey(ended, 0), Multi.createFrom().item(Buffer.buffer("abc"))));
            done(store.write(AudioKey.cover(ended), Multi.createFrom().item(Buffer.buffer("abc"))));
            done(custody.keep(
                    ended,
                    List.of(Buffer.buffer(new byte[200])),
                    Optional.of(new Cover("image/png", 3, "abc")),
                    Optional.empty()));
        }
        return ended;
    }

    String delivery(String job) {
        return with(ownersKey).get("/v1/webhook-deliveries?job=" + job).path("data[0].id");
    }

    static RequestSpecification json(RequestSpecification caller, String body) {
        return caller.contentType("application/json").body(body);
    }

    private static void done(Uni<?> deed) {
        deed.await().atMost(Duration.ofSeconds(10));
    }
}
