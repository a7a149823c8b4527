package dev.segue.dispatch;

import dev.segue.ledger.Entry;
import dev.segue.ledger.EntryRows;
import dev.segue.replica.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Takes what is due out of a provider's queue, in batches. A claim is a short lease: it sets the owner and hides the job for a
 * moment, so that a crash between claim and move only delays it. Callers see nothing of a claim.
 */
@Singleton
class Claims {

    private static final long HIDDEN_MILLIS = 10_000;

    private static final String CLAIM =
            """
            WITH due AS (
                SELECT id, queue_rank FROM job
                 WHERE status = 'queued' AND queue_for = $1 AND not_before <= now() AND deadline_at > now()
                   AND EXISTS (SELECT FROM replica WHERE id = $2 AND lease_until > now())
                 ORDER BY queue_rank, id LIMIT $3 FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE job SET owner = $2, not_before = now() + $4 * interval '1 millisecond'
                  FROM due WHERE job.id = due.id
                RETURNING %s, due.queue_rank AS place
            )
            SELECT * FROM claimed ORDER BY place, id
            """
                    .formatted(EntryRows.COLUMNS);

    private static final String GIVE_BACK =
            "UPDATE job SET not_before = now() + $3 * interval '1 millisecond' WHERE id = $1 AND owner = $2 AND status = 'queued'";

    private static final String REROUTE =
            """
            UPDATE job SET queue_for = $3, not_before = now()
             WHERE id = $1 AND owner = $2 AND status = 'queued'
            """;

    private final Pool pool;
    private final EntryRows rows;
    private final Replica replica;

    @Inject
    Claims(Pool pool, EntryRows rows, Replica replica) {
        this.pool = pool;
        this.rows = rows;
        this.replica = replica;
    }

    Uni<List<Entry>> claim(String provider, int atMost) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(provider, replica.id(), atMost, HIDDEN_MILLIS))
                .map(rows::entries);
    }

    /** Puts a claimed job back in its place. */
    Uni<Void> giveBack(Entry entry, long delayMillis) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(entry.job().id(), entry.owner(), delayMillis))
                .replaceWithVoid();
    }

    /** Lets a claimed job wait for another provider. */
    Uni<Void> reroute(Entry entry, String provider) {
        return pool.preparedQuery(REROUTE)
                .execute(Tuple.of(entry.job().id(), entry.owner(), provider))
                .replaceWithVoid();
    }
}
