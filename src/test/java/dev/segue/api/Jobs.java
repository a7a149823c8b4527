package dev.segue.api;

import static io.restassured.RestAssured.given;

import dev.segue.job.Attempt;
import dev.segue.job.AudioFile;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Change;
import dev.segue.ledger.JobMoved;
import dev.segue.ledger.Ledger;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes jobs over the wire and moves them as dispatch and tracking would. */
@Singleton
public class Jobs {

    public static final String BODY = """
            {"model": "minimax-music-2.6", "prompt": "Uplifting indie pop, bright guitars", "lyrics": "[Verse]\\nStreetlights flicker",
             "title": "City lights", "user": "u-17", "metadata": {"order": "42"}}
            """;

    static final String IMPATIENT = "impatient";

    @Inject
    Ledger ledger;

    public static String create(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    public static String create() {
        return create(BODY);
    }

    /** Cancels what that user creates, as soon as it is durable. */
    void cancel(@Observes JobMoved moved) {
        if (moved.before() == null && IMPATIENT.equals(moved.entry().job().user())) {
            ledger.change(
                            moved.entry(),
                            entry -> Optional.of(Change.to(entry.job().become(new JobState.Cancelled(), now()))))
                    .subscribe()
                    .with(done -> {});
        }
    }

    public void submitting(String id) {
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        move(id, job -> job.with(Attempt.intended(1, "aimlapi", null, now)).become(new JobState.Submitting(), now));
    }

    public void generating(String id) {
        submitting(id);
        move(id, job -> job.with(job.attempt(1).started("task-" + id, null)).become(new JobState.Generating(), now()));
    }

    public void completed(String id, List<AudioFile> audio) {
        completed(id, audio, now());
    }

    public void completed(String id, List<AudioFile> audio, Instant end) {
        generating(id);
        move(id, job -> job.with(job.attempt(1).ended(Outcome.SUCCEEDED, null, end))
                .become(new JobState.Storing(), end));
        move(id, job -> job.with(audio).become(new JobState.Completed(), end));
    }

    public Job move(String id, UnaryOperator<Job> move) {
        return ledger.change(id, entry -> Optional.of(Change.to(move.apply(entry.job()))))
                .await()
                .atMost(Duration.ofSeconds(10))
                .orElseThrow()
                .job();
    }

    private static Instant now() {
        return Instant.parse("2026-11-20T10:01:00Z");
    }
}
