package dev.segue.tracking;

import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Failed;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.route.SongRequests;
import dev.segue.routing.Router;
import dev.segue.routing.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the end of a task makes of its attempt and its job, from whatever state the job is in by then. */
@Singleton
class Settlement {

    /** Longer than any copy is tried for: a look that fails says nothing about a song that was finished. */
    private static final Duration FINISHED_SONG_WAITS = Duration.ofDays(2);

    private final Router router;
    private final Clock clock;

    @Inject
    Settlement(Router router, Clock clock) {
        this.router = router;
        this.clock = clock;
    }

    Optional<Change> on(Entry entry, int number, TaskState state) {
        Job job = entry.job();
        Attempt attempt = job.attempt(number);
        Instant now = clock.instant();
        if (job.status() == Status.STORING && !(state instanceof Succeeded)) {
            return Optional.of(Change.to(job.become(new JobState.Failed(withdrawn(state)), now)));
        }
        if (!attempt.running()) {
            return Optional.empty();
        }
        if (state instanceof Succeeded succeeded) {
            Job done = job.with(attempt.ended(Outcome.SUCCEEDED, null, now));
            JobState next = succeeded.tracks().isEmpty() ? new JobState.Failed(noAudio()) : new JobState.Storing();
            return Optional.of(end(job, done, next, now));
        }
        if (state instanceof Moderated moderated) {
            JobError error = new JobError(Code.MODERATED, moderated.message(), false);
            Job done = job.with(attempt.ended(Outcome.MODERATED, error, now));
            return Optional.of(end(job, done, new JobState.Failed(error), now));
        }
        return state instanceof Failed failed
                ? Optional.of(failedThere(entry, attempt, failed, now))
                : Optional.empty();
    }

    /**
     * The task is not followed any more. A job that has not ended waits for its deadline.
     *
     * @param why for the caller's eyes
     */
    Optional<Change> abandon(Entry entry, int number, String why) {
        Job job = entry.job();
        Attempt attempt = job.attempt(number);
        if (job.status() == Status.STORING) {
            if (clock.instant().isBefore(attempt.endedAt().plus(FINISHED_SONG_WAITS))) {
                return Optional.empty();
            }
            return Optional.of(Change.to(job.become(new JobState.Failed(noAudio()), clock.instant())));
        }
        if (!attempt.running() || !job.ended()) {
            return Optional.empty();
        }
        JobError error = new JobError(Code.TIMED_OUT, why, false);
        return Optional.of(Change.to(
                job.with(attempt.ended(Outcome.FAILED, error, clock.instant())).amended()));
    }

    private Change failedThere(Entry entry, Attempt attempt, Failed failed, Instant now) {
        Job job = entry.job();
        JobError error = new JobError(Code.PROVIDER_FAILED, failed.message(), false);
        Job done = job.with(attempt.ended(Outcome.FAILED, error, now));
        if (job.status() != Status.GENERATING) {
            return Change.to(done.amended());
        }
        Step step = router.next(done, entry.routes(), SongRequests.failover(entry.request()), null);
        if (step instanceof Step.Try again) {
            return Change.to(done.become(new JobState.Queued(), now)).waitingFor(again.provider(), again.atLeast());
        }
        return Change.to(done.become(new JobState.Failed(((Step.GiveUp) step).error()), now));
    }

    private static Change end(Job before, Job done, JobState next, Instant now) {
        return Change.to(before.status() == Status.GENERATING ? done.become(next, now) : done.amended());
    }

    /** The song was finished, and gone before it was copied. */
    private static JobError withdrawn(TaskState state) {
        return state instanceof Moderated moderated
                ? new JobError(Code.MODERATED, moderated.message(), false)
                : noAudio();
    }

    static JobError noAudio() {
        return new JobError(
                Code.AUDIO_UNAVAILABLE, "The provider finished the song but its audio could not be had.", false);
    }
}
