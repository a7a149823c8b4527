package dev.segue.upkeep;

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
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import dev.segue.replica.UnderWay;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Settles creates that were left without an answer: their sender died, lost its answer, or never learnt that its intent had
 * become durable. Such an attempt runs, has no task, and is in nobody's hands. It may have been paid for, so it is never
 * declared unsent: it is reconciled where the provider lists its songs, else it is unconfirmed.
 */
@Singleton
class Unanswered {

    private static final Logger LOG = Logger.getLogger(Unanswered.class);
    private static final int AT_ONCE = 16;

    private static final String MINE = """
            SELECT attempt.job_id, attempt.number FROM attempt JOIN job ON job.id = attempt.job_id
             WHERE attempt.outcome = 'running' AND attempt.task_id IS NULL AND job.owner = $1
            """;

    private final Pool pool;
    private final Ledger ledger;
    private final Reconciliation reconciliation;
    private final Replica replica;
    private final UnderWay underWay;
    private final Clock clock;

    private record Left(String jobId, int number) {}

    @Inject
    Unanswered(
            Pool pool, Ledger ledger, Reconciliation reconciliation, Replica replica, UnderWay underWay, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.reconciliation = reconciliation;
        this.replica = replica;
        this.underWay = underWay;
        this.clock = clock;
    }

    Uni<Void> settle() {
        if (replica.id() == null) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(MINE)
                .execute(Tuple.of(replica.id()))
                .map(rows -> {
                    // Hands are looked at after the rows: whoever holds an intent took it before it was durable.
                    List<Left> left = new ArrayList<>();
                    rows.forEach(row -> left.add(new Left(row.getString(0), row.getInteger(1))));
                    left.removeIf(attempt -> underWay.has(attempt.jobId()));
                    reconciliation.keepOnly(left.stream().map(Left::jobId).collect(Collectors.toSet()));
                    return left;
                })
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUni(this::settle)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One that cannot be settled must not keep the others from it. */
    private Uni<Void> settle(Left left) {
        return ledger.find(left.jobId())
                .chain(found -> found.filter(entry -> isLeft(entry, left.number()))
                        .map(entry -> settle(entry, left.number()))
                        .orElse(Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Job %s has a create without an answer, which could not be settled yet: %s",
                        left.jobId(), failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> settle(Entry entry, int number) {
        if (reconciliation.open(entry.job().attempt(number))) {
            return reconciliation.tryNow(entry, number);
        }
        return ledger.changeOwned(entry.job().id(), entry.owner(), now -> giveUp(now, number))
                .replaceWithVoid();
    }

    private Optional<Change> giveUp(Entry entry, int number) {
        if (!isLeft(entry, number)) {
            return Optional.empty();
        }
        Job job = entry.job();
        JobError error = new JobError(
                Code.UNCONFIRMED,
                "The provider's answer was lost: the song may have been started and may be billed; it is not sent again.",
                false);
        Instant now = clock.instant();
        Job left = job.with(
                job.attempt(number).ended(Outcome.UNCONFIRMED, error, now).costing(Cost.UNKNOWN));
        return Optional.of(Change.to(
                job.status() == Status.SUBMITTING
                        ? left.become(new JobState.Unconfirmed(error), now)
                        : left.amended()));
    }

    private static boolean isLeft(Entry entry, int number) {
        Attempt attempt = entry.job().attempt(number);
        return attempt.running() && attempt.taskId() == null;
    }
}
