package dev.segue.retention;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioStore;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.ledger.Acceptance;
import dev.segue.ledger.Acceptance.IdempotencyKey;
import dev.segue.ledger.Change;
import dev.segue.ledger.TestLedger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes jobs that came to their end some time ago. */
record EndedJobs(TestLedger ledger, AudioStore store) {

    private static final JobError UNSURE = new JobError(JobError.Code.UNCONFIRMED, "Nobody knows.", false);

    String completed(Duration ago) {
        Instant end = Instant.now().minus(ago);
        String id = generating();
        move(id, job -> job.with(job.attempt(1).ended(Outcome.SUCCEEDED, null, end))
                .become(new JobState.Storing(), end));
        move(id, job -> job.become(new JobState.Completed(), end));
        await(store.write(new AudioKey(id, 0), Multi.createFrom().item(Buffer.buffer("la la"))));
        return id;
    }

    String failed(Duration ago) {
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.become(new JobState.Failed(UNSURE), Instant.now().minus(ago)));
        return id;
    }

    String cancelledWhileItsTaskRuns(Duration ago) {
        String id = generating();
        move(id, job -> job.become(new JobState.Cancelled(), Instant.now().minus(ago)));
        return id;
    }

    String cancelledBeforeItsCreateWasGivenUp(Duration ago) {
        Instant end = Instant.now().minus(ago);
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, end)).become(new JobState.Submitting(), end));
        move(id, job -> job.become(new JobState.Cancelled(), end));
        move(id, job -> job.with(job.attempt(1).ended(Outcome.UNCONFIRMED, UNSURE, end))
                .amended());
        return id;
    }

    String unconfirmed(Duration ago) {
        Instant end = Instant.now().minus(ago);
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, end)).become(new JobState.Submitting(), end));
        move(id, job -> job.with(job.attempt(1).ended(Outcome.UNCONFIRMED, UNSURE, end))
                .become(new JobState.Unconfirmed(UNSURE), end));
        return id;
    }

    private String generating() {
        Instant now = Instant.now();
        String id = accepted("{\"prompt\": \"words\"}", null);
        move(id, job -> job.with(Attempt.intended(1, "apidot", null, now)).become(new JobState.Submitting(), now));
        move(id, job -> job.with(job.attempt(1).started("task-" + id, null)).become(new JobState.Generating(), now));
        return id;
    }

    String accepted(String request, String key) {
        Instant now = Instant.now();
        String id = "job_" + UUID.randomUUID();
        Job job = Job.queued(id, "generate-music", null, null, Map.of(), now, now.plusSeconds(900));
        await(ledger.acceptances()
                .accept(new Acceptance(
                        job,
                        "c",
                        request,
                        List.of("apidot"),
                        "apidot",
                        key == null ? null : new IdempotencyKey(key, "f"))));
        return id;
    }

    private void move(String id, UnaryOperator<Job> move) {
        await(ledger.ledger().change(id, entry -> Optional.of(Change.to(move.apply(entry.job())))));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
