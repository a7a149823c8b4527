package dev.segue.upkeep;

import dev.segue.job.Attempt;
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
import org.jboss.logging.Logger;

/**
 * Takes over, in batches, what belongs to replicas whose lease has ended, and takes up again what this one owns and has let
 * slip: a move whose success it never learnt, a task dropped between losing a job and getting it back.
 */
@Singleton
class Rescue {

    private static final Logger LOG = Logger.getLogger(Rescue.class);

    private static final int BATCH = 200;

    /** $1: who takes over. $2: how many at most. */
    static final String TAKE_OVER = """
            UPDATE job SET owner = $1
             WHERE EXISTS (SELECT FROM replica WHERE id = $1 AND lease_until > now())
               AND id IN (SELECT id FROM job
                           WHERE busy AND owner IN (SELECT id FROM replica WHERE lease_until <= now())
                           LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING %s
            """.formatted(EntryRows.COLUMNS);

    private static final String MINE = """
            SELECT id FROM job
             WHERE busy AND owner = $1
               AND EXISTS (SELECT FROM attempt WHERE job_id = id AND task_id IS NOT NULL)
            """;

    /**
     * A name is kept until nothing is left that belongs to it, and long enough for any process that was frozen under it: what it
     * writes when it wakes belongs to the name, and could not be taken over from a name that is not known.
     */
    private static final String FORGET_DEAD = """
            DELETE FROM replica
             WHERE lease_until < now() - interval '7 days'
               AND NOT EXISTS (SELECT FROM job WHERE busy AND owner = replica.id)
            """;

    private final Pool pool;
    private final EntryRows rows;
    private final Ledger ledger;
    private final Tracker tracker;
    private final Replica replica;

    @Inject
    Rescue(Pool pool, EntryRows rows, Ledger ledger, Tracker tracker, Replica replica) {
        this.pool = pool;
        this.rows = rows;
        this.ledger = ledger;
        this.tracker = tracker;
        this.replica = replica;
    }

    Uni<Void> takeOver() {
        if (replica.id() == null) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(TAKE_OVER)
                .execute(Tuple.of(replica.id(), BATCH))
                .map(rows::entries)
                .invoke(taken -> taken.forEach(this::follow))
                .chain(taken ->
                        taken.size() == BATCH ? takeOver() : Uni.createFrom().voidItem());
    }

    Uni<Void> takeUp() {
        return replica.id() == null
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(MINE)
                        .execute(Tuple.of(replica.id()))
                        .onItem()
                        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                        .map(row -> row.getString(0))
                        .filter(id -> !tracker.follows(id))
                        .onItem()
                        .transformToUniAndConcatenate(this::takeUp)
                        .collect()
                        .last()
                        .replaceWithVoid();
    }

    /** One that cannot be taken up keeps none of the others from it. */
    private Uni<Void> takeUp(String id) {
        return ledger.find(id)
                .invoke(found -> found.filter(this::isMine).ifPresent(this::follow))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Job %s could not be taken up yet: %s",
                        id, failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private boolean isMine(Entry entry) {
        return entry.job().busy() && entry.owner() != null && entry.owner().equals(replica.id());
    }

    Uni<Void> forgetDead() {
        return pool.query(FORGET_DEAD).execute().replaceWithVoid();
    }

    /** Tasks are followed on; creates without an answer are {@link Unanswered}'s. */
    private void follow(Entry entry) {
        Attempt last = entry.job().lastAttempt();
        if (last != null && last.taskId() != null) {
            tracker.follow(entry, null);
        }
    }
}
