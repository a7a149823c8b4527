package dev.segue.access.key;

import dev.segue.access.CurrentCaller;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells those who were let in for long when their key opens nothing any more, whichever replica has heard of it: one statement
 * every two seconds for all keys in use, none while there is none.
 */
@ApplicationScoped
public class Revocations {

    private static final long EVERY_MILLIS = 2000;

    private static final String STILL_GOOD =
            "SELECT id FROM api_key WHERE id = ANY($1) AND (expires_at IS NULL OR expires_at > now())";

    private final Pool pool;
    private final Vertx vertx;
    private final Map<UniEmitter<? super Void>, String> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private long timer = -1;

    @Inject
    Revocations(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> tick());
    }

    void stop(@Observes @Priority(5000) ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Completes when the key of the present request has been deleted or has expired; never for who showed none. */
    public Uni<Void> of(CurrentCaller caller) {
        return caller.key()
                .map(key -> Uni.createFrom().<Void>emitter(emitter -> {
                    waiting.put(emitter, key);
                    emitter.onTermination(() -> waiting.remove(emitter));
                }))
                .orElseGet(() -> Uni.createFrom().nothing());
    }

    /** A database that does not answer revokes nothing: it is asked again. */
    private void tick() {
        if (!waiting.isEmpty() && asking.compareAndSet(false, true)) {
            check().onTermination().invoke(() -> asking.set(false)).subscribe().with(done -> {}, failure -> {});
        }
    }

    private Uni<Void> check() {
        Set<String> gone = new HashSet<>(waiting.values());
        return pool.preparedQuery(STILL_GOOD)
                .execute(Tuple.tuple().addArrayOfString(gone.toArray(String[]::new)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        gone.remove(row.getString("id"));
                    }
                    waiting.forEach((emitter, key) -> {
                        if (gone.contains(key)) {
                            emitter.complete(null);
                        }
                    });
                })
                .replaceWithVoid();
    }
}
