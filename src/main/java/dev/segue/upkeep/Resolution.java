package dev.segue.upkeep;

import dev.segue.dispatch.Adoption;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.replica.Replica;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Settles an unconfirmed attempt by the word of somebody who has looked at the provider. Its job may have been cancelled, or have
 * timed out, before: it stays so, and what was held for the attempt is charged or released.
 */
@Singleton
public class Resolution {

    private final Ledger ledger;
    private final Adoption adoption;
    private final ProvidersConfig providers;
    private final Replica replica;
    private final Clock clock;

    /** What came of it. */
    public sealed interface Resolved {

        record Done(Entry entry) implements Resolved {}

        /** What came of the job is known, or is by now. */
        record NotUnconfirmed() implements Resolved {}

        /** The task belongs to another attempt. */
        record TaskClaimed() implements Resolved {}

        /** The create may still arrive at the provider. */
        record TooEarly(Instant until) implements Resolved {}
    }

    @Inject
    Resolution(Ledger ledger, Adoption adoption, ProvidersConfig providers, Replica replica, Clock clock) {
        this.ledger = ledger;
        this.adoption = adoption;
        this.providers = providers;
        this.replica = replica;
        this.clock = clock;
    }

    /** The create has arrived, and that is its task: it is followed on. */
    public Uni<Resolved> started(Entry entry, String taskId) {
        if (!entry.job().unconfirmed()) {
            return Uni.createFrom().item(new Resolved.NotUnconfirmed());
        }
        return adoption.adopt(entry, entry.job().lastAttempt().number(), taskId)
                .map(Resolution::done)
                .onFailure(Ledger.TaskClaimedException.class)
                .recoverWithItem(new Resolved.TaskClaimed());
    }

    /** The create has never arrived. Nobody may say so while it may be on its way, not even from a process that was frozen. */
    public Uni<Resolved> notStarted(Entry entry) {
        if (!entry.job().unconfirmed()) {
            return Uni.createFrom().item(new Resolved.NotUnconfirmed());
        }
        Attempt attempt = entry.job().lastAttempt();
        Instant until = attempt.startedAt()
                .plus(providers.of(attempt.provider()).createTimeout())
                .plus(replica.lease());
        return clock.instant().isBefore(until)
                ? Uni.createFrom().item(new Resolved.TooEarly(until))
                : ledger.change(entry, this::fail).map(Resolution::done);
    }

    private Optional<Change> fail(Entry entry) {
        Job job = entry.job();
        if (!job.unconfirmed()) {
            return Optional.empty();
        }
        JobError error =
                new JobError(Code.PROVIDER_UNAVAILABLE, "Somebody has found that the provider never started it.", true);
        Instant now = clock.instant();
        Job unsent = job.with(
                job.lastAttempt().ended(Outcome.NOT_STARTED, error, now).costing(null));
        return Optional.of(Change.to(
                job.status() == Status.UNCONFIRMED
                        ? unsent.become(new JobState.Failed(error), now)
                        : unsent.amended()));
    }

    private static Resolved done(Optional<Entry> changed) {
        return changed.<Resolved>map(Resolved.Done::new).orElseGet(Resolved.NotUnconfirmed::new);
    }
}
