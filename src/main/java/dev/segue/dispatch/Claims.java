package dev.segue.dispatch;

import dev.segue.ledger.Entry;
import dev.segue.ledger.EntryRows;
import dev.segue.ledger.QueueRank;
import dev.segue.replica.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Takes what is due out of a provider's queue, in batches. A claim is a short lease: it sets the owner and hides the job for a
 * moment, so that a crash between claim and move only delays it. Callers see nothing of a claim.
 */
@Singleton
class Claims {

    private static final long HIDDEN_MILLIS = 10_000;

    private static final String DUE =
            "status = 'queued' AND queue_for = $1 AND not_before <= now() AND deadline_at > now()";

    /**
     * Those without a limit are read in the order of the queue. Those with one are read caller by caller, as many as have a free
     * place among their caller's jobs in flight; what may not go yet is not read at all. Then the queue's order decides.
     */
    private static final String CLAIM = """
            WITH RECURSIVE alive AS (
                SELECT FROM replica WHERE id = $2 AND lease_until > now()
                   AND ($5 OR NOT EXISTS (SELECT FROM provider_pause WHERE provider = $1))
            ), free AS (
                SELECT id, queue_rank, NULL::integer AS place FROM job
                 WHERE %1$s AND max_in_flight IS NULL AND EXISTS (SELECT FROM alive)
                 ORDER BY queue_rank, id LIMIT $3 FOR UPDATE SKIP LOCKED
            ), limited AS (
                (SELECT caller, max_in_flight FROM job
                  WHERE %1$s AND max_in_flight IS NOT NULL AND EXISTS (SELECT FROM alive)
                  ORDER BY caller, queue_rank, id LIMIT 1)
                UNION ALL
                SELECT next.caller, next.max_in_flight FROM limited CROSS JOIN LATERAL (
                    SELECT caller, max_in_flight FROM job
                     WHERE %1$s AND max_in_flight IS NOT NULL AND caller > limited.caller
                     ORDER BY caller, queue_rank, id LIMIT 1) AS next
            ), places AS (
                SELECT caller, place, row_number() OVER (PARTITION BY caller ORDER BY place) AS nth
                  FROM limited CROSS JOIN LATERAL (
                    SELECT count(*)::integer AS flying FROM job
                     WHERE job.caller = limited.caller AND caller_slot IS NOT NULL) AS now
                 CROSS JOIN LATERAL (
                    SELECT place FROM generate_series(0, least(max_in_flight, flying + $3) - 1) AS place
                     WHERE NOT EXISTS (SELECT FROM job WHERE job.caller = limited.caller AND caller_slot = place)
                     LIMIT least($3, greatest(0, max_in_flight - flying))) AS vacant
            ), ready AS (
                SELECT next.id, next.queue_rank, places.place
                  FROM (SELECT caller, count(*) AS room FROM places GROUP BY caller) AS callers
                 CROSS JOIN LATERAL (
                    SELECT id, queue_rank, row_number() OVER (ORDER BY queue_rank, id) AS nth FROM (
                        SELECT id, queue_rank FROM job
                         WHERE %1$s AND max_in_flight IS NOT NULL AND job.caller = callers.caller
                         ORDER BY queue_rank, id LIMIT callers.room) AS first) AS next
                  JOIN places ON places.caller = callers.caller AND places.nth = next.nth
                 ORDER BY next.queue_rank, next.id LIMIT $3
            ), placed AS (
                SELECT job.id, ready.queue_rank, ready.place FROM job JOIN ready ON ready.id = job.id
                 WHERE %1$s FOR UPDATE OF job SKIP LOCKED
            ), due AS (
                SELECT * FROM (SELECT * FROM free UNION ALL SELECT * FROM placed) AS candidates
                 ORDER BY queue_rank, id LIMIT $3
            ), claimed AS (
                UPDATE job SET owner = $2, not_before = now() + $4 * interval '1 millisecond'
                  FROM due WHERE job.id = due.id
                RETURNING %2$s, due.queue_rank AS rank, due.place
            )
            SELECT * FROM claimed ORDER BY rank, id
            """.formatted(DUE, EntryRows.COLUMNS);

    private static final String GIVE_BACK =
            "UPDATE job SET not_before = now() + $3 * interval '1 millisecond' WHERE id = $1 AND owner = $2 AND status = 'queued'";

    private static final String REROUTE = """
            UPDATE job SET queue_for = $3, not_before = now(), queue_rank = %s
             WHERE id = $1 AND owner = $2 AND status = 'queued'
            """.formatted(QueueRank.next("job.caller", "$3"));

    private final Pool pool;
    private final EntryRows rows;
    private final Replica replica;

    @Inject
    Claims(Pool pool, EntryRows rows, Replica replica) {
        this.pool = pool;
        this.rows = rows;
        this.replica = replica;
    }

    /**
     * A claimed job.
     *
     * @param place among its caller's jobs in flight, or {@code null} where the caller has no limit; somebody else may take it first
     */
    record Claim(Entry entry, Integer place) {}

    /** What may be submitted there; nothing while the provider is paused. */
    Uni<List<Claim>> claim(String provider, int atMost) {
        return claim(provider, atMost, false);
    }

    /** What waits for a provider that is not to be called now, to be sent elsewhere. */
    Uni<List<Entry>> stranded(String provider, int atMost) {
        return claim(provider, atMost, true)
                .map(claims -> claims.stream().map(Claim::entry).toList());
    }

    private Uni<List<Claim>> claim(String provider, int atMost, boolean evenPaused) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(provider, replica.id(), atMost, HIDDEN_MILLIS, evenPaused))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> new Claim(rows.entry(row), row.getInteger("place")))
                        .toList());
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
