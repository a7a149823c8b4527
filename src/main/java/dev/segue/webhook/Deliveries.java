package dev.segue.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.job.Webhook;
import dev.segue.ledger.JobCodec;
import dev.segue.webhook.pacing.Destinations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The rows of deliveries, for those who send them: two statements a try. */
@Singleton
class Deliveries {

    /**
     * Takes what is due, each destination's share apart: found by leaps over the index from one destination to the next, so a
     * long queue for one is never read to get at the others. A claim is a lease; a crash only delays.
     */
    private static final String CLAIM = """
            WITH RECURSIVE known (destination) AS (
                (SELECT destination FROM webhook_delivery WHERE status = 'pending' ORDER BY destination LIMIT 1)
                UNION ALL
                SELECT (SELECT next.destination FROM webhook_delivery next
                         WHERE next.status = 'pending' AND next.destination > known.destination
                         ORDER BY next.destination LIMIT 1)
                  FROM known WHERE known.destination IS NOT NULL
            ), due AS (
                SELECT waiting.id
                  FROM known LEFT JOIN unnest($1::text[], $2::int[]) AS busy (destination, room) USING (destination),
                       LATERAL (SELECT id FROM webhook_delivery d
                                 WHERE d.destination = known.destination AND d.status = 'pending' AND d.next_try_at <= now()
                                 ORDER BY d.next_try_at LIMIT coalesce(busy.room, $3) FOR UPDATE SKIP LOCKED) AS waiting
                 LIMIT $4
            )
            UPDATE webhook_delivery d SET next_try_at = now() + $5 * interval '1 millisecond'
              FROM due, job, job_event told
             WHERE d.id = due.id AND job.id = d.job_id AND told.job_id = d.job_id AND told.version = d.version
            RETURNING d.id, d.destination, job.caller, job.webhook::text AS webhook, d.event, told.document::text AS document, told.at, d.step,
                      job.status <> told.status AS overtaken, job.traceparent
            """;

    /** A delivery that another try has settled meanwhile stays settled. */
    private static final String RECORD = """
            UPDATE webhook_delivery
               SET tries = tries || $3::text::jsonb, step = step + 1,
                   status = CASE WHEN status = 'pending' THEN $2 ELSE status END,
                   next_try_at = CASE WHEN status = 'pending' AND $2 = 'pending'
                                      THEN now() + $4 * interval '1 millisecond' END
             WHERE id = $1
            """;

    private static final String HOLD =
            "UPDATE webhook_delivery SET next_try_at = now() + $2 * interval '1 millisecond' WHERE id = $1 AND status = 'pending'";

    private static final String WITHDRAW = "DELETE FROM webhook_delivery WHERE id = $1 AND status = 'pending'";

    private static final String GIVE_UP = """
            UPDATE webhook_delivery SET status = 'failed', next_try_at = NULL
             WHERE status = 'pending' AND since < now() - $1 * interval '1 millisecond' AND next_try_at <= now()
            """;

    private final Pool pool;
    private final JobCodec codec;
    private final ObjectMapper json;

    @Inject
    Deliveries(Pool pool, JobCodec codec, ObjectMapper json) {
        this.pool = pool;
        this.codec = codec;
        this.json = json;
    }

    /** @param rooms what is free at destinations where it is less than the whole share */
    Uni<List<Delivery>> claim(Map<String, Integer> rooms, int atMost, Duration lease) {
        List<String> names = List.copyOf(rooms.keySet());
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addArrayOfString(names.toArray(String[]::new))
                        .addArrayOfInteger(names.stream().map(rooms::get).toArray(Integer[]::new))
                        .addInteger(Destinations.SHARE)
                        .addInteger(atMost)
                        .addLong(lease.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::delivery)
                        .toList());
    }

    /** @param status what becomes of the delivery */
    Uni<Void> record(Delivery delivery, DeliveryView.Try last, String status, Duration wait) {
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(delivery.id(), status, write(List.of(last)), wait.toMillis()))
                .replaceWithVoid();
    }

    /** Puts it off; no try is counted. */
    Uni<Void> hold(Delivery delivery, Duration wait) {
        return pool.preparedQuery(HOLD)
                .execute(Tuple.of(delivery.id(), wait.toMillis()))
                .replaceWithVoid();
    }

    /** Takes back what is no news any more. */
    Uni<Void> withdraw(Delivery delivery) {
        return pool.preparedQuery(WITHDRAW).execute(Tuple.of(delivery.id())).replaceWithVoid();
    }

    /** Ends what is too old, as happens where a breaker lets only a few try. */
    Uni<Void> giveUp(Duration patience) {
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of(patience.toMillis()))
                .replaceWithVoid();
    }

    private Delivery delivery(Row row) {
        return new Delivery(
                row.getString("id"),
                row.getString("destination"),
                row.getString("caller"),
                read(row.getString("webhook")),
                row.getString("event"),
                codec.job(row.getString("document")),
                row.getOffsetDateTime("at").toInstant(),
                row.getInteger("step"),
                row.getBoolean("overtaken"),
                row.getString("traceparent"));
    }

    private Webhook read(String webhook) {
        try {
            return json.readValue(webhook, Webhook.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
