package dev.segue.access.key;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Remembers when keys were used, and writes it down now and then. */
@ApplicationScoped
class LastUses {

    private static final Logger LOG = Logger.getLogger(LastUses.class);
    private static final long EVERY_MILLIS = 30_000;

    /** A row that another replica is writing is left to it: both would say the same minute. */
    private static final String WRITE = """
            WITH used AS (SELECT * FROM unnest($1::text[], $2::timestamptz[]) AS u (id, at)),
                 free AS (SELECT k.id FROM api_key k JOIN used USING (id) FOR UPDATE OF k SKIP LOCKED)
            UPDATE api_key k SET last_used_at = greatest(k.last_used_at, used.at)
              FROM used JOIN free USING (id) WHERE k.id = used.id
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();
    private long timer = -1;

    @Inject
    LastUses(Pool pool, Vertx vertx, Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> write().subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "The last use of keys could not be written: %s",
                                failure.getClass().getSimpleName())));
    }

    void stop(@Observes @Priority(5000) ShutdownEvent event) {
        vertx.cancelTimer(timer);
        write().subscribeAsCompletionStage()
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(failure -> null)
                .join();
    }

    void used(String keyId) {
        unwritten.put(keyId, clock.instant());
    }

    Uni<Void> write() {
        Map<String, Instant> batch = new HashMap<>(unwritten);
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] ids = batch.keySet().toArray(String[]::new);
        OffsetDateTime[] times =
                batch.values().stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(WRITE)
                .execute(Tuple.tuple().addArrayOfString(ids).addArrayOfOffsetDateTime(times))
                .invoke(() -> batch.forEach(unwritten::remove)) // what was used again since stays
                .replaceWithVoid();
    }
}
