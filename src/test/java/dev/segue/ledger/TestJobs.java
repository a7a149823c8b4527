package dev.segue.ledger;

import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Jobs that wait where no pump looks, and moves of them. */
final class TestJobs {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final JobError ERROR = new JobError(JobError.Code.TIMED_OUT, "Too late.", false);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestJobs() {}

    static Acceptance acceptance(String id, String caller, String queue, String key) {
        Job job = Job.queued(
                id, "minimax-music", null, null, Map.of(), NOW, Instant.now().plusSeconds(900));
        return new Acceptance(
                job,
                caller,
                "{\"model\":\"minimax-music\"}",
                List.of("apidot"),
                queue,
                key == null ? null : new Acceptance.IdempotencyKey(key, "print"));
    }

    static String newId() {
        return "job_" + String.format("%016x", System.nanoTime())
                + UUID.randomUUID().toString().substring(0, 4);
    }

    static Function<Entry, Optional<Change>> ifQueued(JobState next) {
        return entry -> entry.job().status() == Status.QUEUED
                ? Optional.of(Change.to(entry.job().become(next, NOW)))
                : Optional.empty();
    }

    static Function<Entry, Optional<Change>> ifOpen(JobState next) {
        return entry -> entry.job().ended()
                ? Optional.empty()
                : Optional.of(Change.to(entry.job().become(next, NOW)));
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
