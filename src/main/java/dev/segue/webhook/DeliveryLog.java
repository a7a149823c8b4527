package dev.segue.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What was delivered of a caller's jobs, and again if asked. Another caller's deliveries do not exist. */
@Singleton
public class DeliveryLog {

    private static final String COLUMNS =
            "d.id, d.job_id, d.event, d.destination, d.status, d.tries::text AS tries, d.next_try_at";

    /** A job without any delivery is one row of nulls; no row means no such job. */
    private static final String OF_JOB = """
            SELECT %s FROM job LEFT JOIN webhook_delivery d ON d.job_id = job.id
             WHERE job.id = $1 AND job.caller = $2 ORDER BY d.version
            """.formatted(COLUMNS);

    private static final String AGAIN = """
            UPDATE webhook_delivery d SET status = 'pending', step = 0, since = now(), next_try_at = now()
              FROM job WHERE d.id = $1 AND job.id = d.job_id AND job.caller = $2
            RETURNING %s
            """.formatted(COLUMNS);

    private final Pool pool;
    private final ObjectMapper json;
    private final Postman postman;

    @Inject
    DeliveryLog(Pool pool, ObjectMapper json, Postman postman) {
        this.pool = pool;
        this.json = json;
        this.postman = postman;
    }

    /** All of a job, in the order of what they tell; nothing if the caller has no such job. */
    public Uni<Optional<List<DeliveryView>>> ofJob(String caller, String job) {
        return pool.preparedQuery(OF_JOB)
                .execute(Tuple.of(job, caller))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(StreamSupport.stream(rows.spliterator(), false)
                                .filter(row -> row.getString("id") != null)
                                .map(this::view)
                                .toList()));
    }

    /** Starts the schedule anew, whatever has become of it; nothing if the caller has no such delivery. */
    public Uni<Optional<DeliveryView>> redeliver(String caller, String id) {
        return pool.preparedQuery(AGAIN)
                .execute(Tuple.of(id, caller))
                .map(rows -> rows.size() == 0
                        ? Optional.<DeliveryView>empty()
                        : Optional.of(view(rows.iterator().next())))
                .invoke(found -> found.ifPresent(delivery -> postman.signal()));
    }

    private DeliveryView view(Row row) {
        String id = row.getString("id");
        String origin = row.getString("destination").split(" ", 2)[0];
        OffsetDateTime next = row.getOffsetDateTime("next_try_at");
        return new DeliveryView(
                id,
                Delivery.messageId(id),
                row.getString("job_id"),
                row.getString("event"),
                origin.substring(0, origin.lastIndexOf(':')),
                row.getString("status"),
                tries(row.getString("tries")),
                next == null ? null : next.toInstant());
    }

    private List<DeliveryView.Try> tries(String tries) {
        try {
            return json.readValue(tries, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
