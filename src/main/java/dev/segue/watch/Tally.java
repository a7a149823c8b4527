package dev.segue.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Counts what is in the database, once every few seconds however many replicas there are and however often they are scraped:
 * whoever finds the row old counts, the others read it. Each count goes over an index of what is going on, not over all jobs.
 */
@Singleton
class Tally {

    private static final Logger LOG = Logger.getLogger(Tally.class);
    private static final long EVERY_MILLIS = 5_000;
    /** A little less than the pace: a tick that comes early by a moment must not wait for the next one. */
    private static final long OLD_MILLIS = 4_500;

    private static final String COUNT = """
            WITH due AS (
                SELECT FROM tally WHERE counted_at < now() - $1 * interval '1 millisecond' FOR UPDATE SKIP LOCKED
            ), counted AS (
                UPDATE tally SET counted_at = now(), counts = jsonb_build_object(
                    'active', (SELECT jsonb_object_agg(status, jobs) FROM (
                        SELECT status, count(*) AS jobs FROM job
                         WHERE busy AND status IN ('submitting', 'generating', 'storing') GROUP BY status) AS busy),
                    'queued', (SELECT jsonb_object_agg(queue_for, jobs) FROM (
                        SELECT queue_for, count(*) AS jobs FROM job WHERE status = 'queued' GROUP BY queue_for) AS waiting),
                    'slots', (SELECT jsonb_object_agg(provider, taken) FROM (
                        SELECT provider, count(*) AS taken FROM attempt WHERE slot IS NOT NULL GROUP BY provider) AS slots),
                    'webhooks', (SELECT jsonb_build_object('pending', count(*), 'overdue', coalesce(extract(
                        epoch FROM now() - min(next_try_at) FILTER (WHERE next_try_at < now())), 0))
                          FROM webhook_delivery WHERE status = 'pending'))
                  FROM due
                RETURNING counts
            )
            SELECT counts::text FROM counted
            UNION ALL
            SELECT counts::text FROM tally WHERE NOT EXISTS (SELECT FROM counted)
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final ObjectMapper json;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile JsonNode counts;
    private long timer = -1;

    @Inject
    Tally(Pool pool, Vertx vertx, ObjectMapper json) {
        this.pool = pool;
        this.vertx = vertx;
        this.json = json;
    }

    /** What was counted last under these names, 0 if nothing; NaN while nothing is known. */
    double of(String... names) {
        JsonNode found = counts;
        if (found == null) {
            return Double.NaN;
        }
        for (String name : names) {
            found = found.path(name);
        }
        return found.asDouble(0);
    }

    /** All that is queued, whatever it waits for. */
    double queued() {
        JsonNode known = counts;
        if (known == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (JsonNode waiting : known.path("queued")) {
            sum += waiting.asDouble();
        }
        return sum;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> refresh());
        refresh();
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void refresh() {
        if (busy.compareAndSet(false, true)) {
            count().onTermination().invoke(() -> busy.set(false)).subscribe().with(done -> {}, failure -> {
                counts = null;
                LOG.debugf("What is in the database could not be counted: %s", failure.getClass());
            });
        }
    }

    private Uni<Void> count() {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(OLD_MILLIS))
                .invoke(rows -> counts = read(rows.iterator().next().getString(0)))
                .replaceWithVoid();
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
