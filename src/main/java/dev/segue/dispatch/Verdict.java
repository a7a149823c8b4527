package dev.segue.dispatch;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Ambiguous;
import dev.segue.provider.CreateAnswer.Barred;
import dev.segue.provider.CreateAnswer.NotStarted;
import dev.segue.provider.CreateAnswer.Refused;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.SongRequests;
import dev.segue.routing.Router;
import dev.segue.routing.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a create's answer makes of an attempt and its job, from whatever state the job is in by then. The first answer is
 * written; a job that has ended meanwhile keeps its end, only its attempt and its cost are completed.
 */
@Singleton
class Verdict {

    private final Router router;
    private final Clock clock;

    @Inject
    Verdict(Router router, Clock clock) {
        this.router = router;
        this.clock = clock;
    }

    /**
     * @param price of one song there by the price list, or {@code null}
     * @param replica who will follow the task if there is one
     */
    Optional<Change> on(Entry entry, int number, Price price, CreateAnswer answer, String replica) {
        Job job = entry.job();
        Attempt attempt = job.attempt(number);
        boolean open = attempt.running() || attempt.outcome() == Outcome.UNCONFIRMED;
        // Somebody may have said meanwhile that it was never sent; a task that is there all the same is paid for.
        if (attempt.taskId() != null || !open && !(answer instanceof Started)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (answer instanceof Started started) {
            Job running = job.with(attempt.started(started.taskId(), Costs.of(started.usage(), price)));
            return Optional.of(
                    Change.to(goesOn(job) ? running.become(new JobState.Generating(), now) : running.amended())
                            .ownedBy(replica));
        }
        if (answer instanceof Ambiguous ambiguous) {
            return attempt.running()
                    ? Optional.of(unconfirmed(job, attempt, ambiguous.message(), now))
                    : Optional.empty();
        }
        if (answer instanceof Refused refused) {
            JobError error =
                    new JobError(refused.moderated() ? Code.MODERATED : Code.REJECTED, refused.message(), false);
            Outcome outcome = refused.moderated() ? Outcome.MODERATED : Outcome.REJECTED;
            Job ended = job.with(attempt.ended(outcome, error, now).costing(null));
            return Optional.of(
                    Change.to(goesOn(job) ? ended.become(new JobState.Failed(error), now) : ended.amended()));
        }
        return Optional.of(notStarted(entry, attempt, error(answer), retryAfter(answer), now));
    }

    private Change notStarted(Entry entry, Attempt attempt, JobError error, Duration retryAfter, Instant now) {
        Job job = entry.job();
        Job ended = job.with(attempt.ended(Outcome.NOT_STARTED, error, now).costing(null));
        if (job.status() == Status.UNCONFIRMED) {
            return Change.to(ended.become(new JobState.Failed(error), now));
        }
        if (job.status() != Status.SUBMITTING) {
            return Change.to(ended.amended());
        }
        Step step = router.next(ended, entry.routes(), SongRequests.failover(entry.request()), retryAfter);
        if (step instanceof Step.Try again) {
            return Change.to(ended.become(new JobState.Queued(), now)).waitingFor(again.provider(), again.atLeast());
        }
        return Change.to(ended.become(new JobState.Failed(((Step.GiveUp) step).error()), now));
    }

    private static Change unconfirmed(Job job, Attempt attempt, String message, Instant now) {
        JobError error = new JobError(
                Code.UNCONFIRMED,
                "The song may have been started and may be billed; it is not sent again: " + message,
                false);
        Job ended = job.with(attempt.ended(Outcome.UNCONFIRMED, error, now).costing(Cost.UNKNOWN));
        return Change.to(
                job.status() == Status.SUBMITTING
                        ? ended.become(new JobState.Unconfirmed(error), now)
                        : ended.amended());
    }

    private static boolean goesOn(Job job) {
        return job.status() == Status.SUBMITTING || job.status() == Status.UNCONFIRMED;
    }

    private static JobError error(CreateAnswer answer) {
        if (answer instanceof Barred barred) {
            return new JobError(
                    barred.cause() == Barred.Cause.UNAUTHORIZED ? Code.UNAUTHORIZED : Code.OUT_OF_CREDIT,
                    barred.message(),
                    true); // nothing was started, and the operator may mend it
        }
        return new JobError(Code.PROVIDER_UNAVAILABLE, ((NotStarted) answer).message(), true);
    }

    private static Duration retryAfter(CreateAnswer answer) {
        return answer instanceof NotStarted notStarted ? notStarted.retryAfter() : null;
    }
}
