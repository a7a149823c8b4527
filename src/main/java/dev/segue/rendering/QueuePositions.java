package dev.segue.rendering;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where queued jobs stand among those that wait for the same provider. */
@Singleton
class QueuePositions {

    private static final String POSITIONS = """
            SELECT job.id, 1 + (SELECT count(*) FROM job before
                                 WHERE before.status = 'queued' AND before.queue_for = job.queue_for
                                   AND (before.queue_rank, before.id) < (job.queue_rank, job.id)) AS position
              FROM job WHERE job.id = ANY ($1) AND job.status = 'queued'
            """;

    private final Pool pool;

    @Inject
    QueuePositions(Pool pool) {
        this.pool = pool;
    }

    /** The positions, from 1, of those that are still queued. */
    Uni<Map<String, Long>> of(List<String> jobs) {
        if (jobs.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(POSITIONS)
                .execute(Tuple.tuple().addArrayOfString(jobs.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString("id"), row.getLong("position")));
                    return found;
                });
    }
}
