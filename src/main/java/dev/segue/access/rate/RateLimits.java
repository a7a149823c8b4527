package dev.segue.access.rate;

import dev.segue.access.Caller;
import dev.segue.access.Limits;
import dev.segue.time.Ticker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Holds callers to their rates, and tells the other replicas. */
@ApplicationScoped
public class RateLimits {

    private static final long EVERY_MILLIS = 500;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** In order, for two replicas that lock the same rows in another one would wait for each other. */
    private static final String SHARE = """
            INSERT INTO request_count AS c (caller, used)
            SELECT * FROM unnest($1::text[], $2::bigint[]) AS u (caller, used) ORDER BY caller
            ON CONFLICT (caller) DO UPDATE SET used = c.used + EXCLUDED.used RETURNING caller, used
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final Ticker ticker;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final AtomicBoolean sharing = new AtomicBoolean();
    private long timer = -1;

    @Inject
    RateLimits(Pool pool, Vertx vertx, Ticker ticker) {
        this.pool = pool;
        this.vertx = vertx;
        this.ticker = ticker;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> tick());
    }

    void stop(@Observes @Priority(5000) ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Nothing if the caller has no such limit. A limit without a burst allows one second's worth at once. */
    public Optional<Turn> take(Caller caller) {
        Limits limits = caller.limits();
        if (limits.requestsPerSecond() == null) {
            return Optional.empty();
        }
        int burst = limits.burst() == null ? limits.requestsPerSecond() : limits.burst();
        long now = ticker.nanos();
        return Optional.of(
                paces.computeIfAbsent(caller.id(), id -> new Pace(now)).take(limits.requestsPerSecond(), burst, now));
    }

    /** A database that does not answer is no reason to say anything here: each replica goes on by what it knows. */
    private void tick() {
        if (sharing.compareAndSet(false, true)) {
            share().onTermination().invoke(() -> sharing.set(false)).subscribe().with(done -> {}, failure -> {});
        }
    }

    /** One statement for all callers that asked for something since the last time. */
    Uni<Void> share() {
        long forgotten = ticker.nanos() - FORGOTTEN.toNanos();
        paces.values().removeIf(pace -> pace.idleSince(forgotten));
        Map<String, Integer> told = new HashMap<>();
        paces.forEach((caller, pace) -> {
            int count = pace.untold();
            if (count > 0) {
                told.put(caller, count);
            }
        });
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] callers = told.keySet().toArray(String[]::new);
        Long[] counts = told.values().stream().map(Integer::longValue).toArray(Long[]::new);
        return pool.preparedQuery(SHARE)
                .execute(Tuple.tuple().addArrayOfString(callers).addArrayOfLong(counts))
                .invoke(rows -> {
                    for (Row row : rows) {
                        String caller = row.getString("caller");
                        learn(caller, row.getLong("used"), told.get(caller));
                    }
                })
                .onFailure()
                .invoke(() -> told.forEach((caller, count) ->
                        Optional.ofNullable(paces.get(caller)).ifPresent(pace -> pace.keep(count))))
                .replaceWithVoid();
    }

    private void learn(String caller, long used, int told) {
        Optional.ofNullable(paces.get(caller)).ifPresent(pace -> pace.learn(used, told, ticker.nanos()));
    }
}
