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
import dev.segue.ledger.EntryRows;
import dev.segue.ledger.Ledger;
import dev.segue.replica.Replica;
import dev.segue.tracking.Tracker;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes over, in batches, what belongs to replicas whose lease has ended. Tasks are followed on. An attempt whose create was
 * under way may have been paid for: it becomes unconfirmed, and nobody ever declares it unsent.
 */
@Singleton
class Rescue {

    private static final int BATCH = 200;

    private static final String TAKE_OVER =
            """
            UPDATE job SET owner = $1
             WHERE EXISTS (SELECT FROM replica WHERE id = $1 AND lease_until > now())
               AND id IN (SELECT id FROM job
                           WHERE busy AND owner IN (SELECT id FROM replica WHERE lease_until <= now())
                           LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING %s
            """
                    .formatted(EntryRows.COLUMNS);

    /** A name is kept until nothing is left that belongs to it. */
    private static final String FORGET_DEAD =
            """
            DELETE FROM replica
             WHERE lease_until < now() - interval '1 hour'
               AND NOT EXISTS (SELECT FROM job WHERE busy AND owner = replica.id)
            """;

    private final Pool pool;
    private final EntryRows rows;
    private final Ledger ledger;
    private final Tracker tracker;
    private final Replica replica;
    private final Clock clock;

    @Inject
    Rescue(Pool pool, EntryRows rows, Ledger ledger, Tracker tracker, Replica replica, Clock clock) {
        this.pool = pool;
        this.rows = rows;
        this.ledger = ledger;
        this.tracker = tracker;
        this.replica = replica;
        this.clock = clock;
    }

    Uni<Void> takeOver() {
        if (replica.id() == null) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(TAKE_OVER)
                .execute(Tuple.of(replica.id(), BATCH))
                .map(rows::entries)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::rescue)
                .collect()
                .last()
                .replaceWithVoid();
    }

    Uni<Void> forgetDead() {
        return pool.query(FORGET_DEAD).execute().replaceWithVoid();
    }

    private Uni<Void> rescue(Entry entry) {
        Attempt last = entry.job().lastAttempt();
        if (last != null && last.taskId() != null) {
            tracker.follow(entry, null);
            return Uni.createFrom().voidItem();
        }
        return ledger.changeOwned(entry.job().id(), entry.owner(), this::unsure).replaceWithVoid();
    }

    private Optional<Change> unsure(Entry entry) {
        Job job = entry.job();
        Attempt last = job.lastAttempt();
        if (last == null || !last.running() || last.taskId() != null) {
            return Optional.empty();
        }
        JobError error = new JobError(
                Code.UNCONFIRMED,
                "The gateway was interrupted while it called the provider: the song may have been started and billed.",
                false);
        Instant now = clock.instant();
        Job left = job.with(last.ended(Outcome.UNCONFIRMED, error, now).costing(Cost.UNKNOWN));
        return Optional.of(Change.to(
                job.status() == Status.SUBMITTING
                        ? left.become(new JobState.Unconfirmed(error), now)
                        : left.amended()));
    }
}
