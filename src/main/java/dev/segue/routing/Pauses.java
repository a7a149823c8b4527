package dev.segue.routing;

import dev.segue.provider.HealthBoard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The providers that the operator has paused: nothing is submitted there, what is under way goes on. The rows are read every
 * second; no claim on a paused provider's queue succeeds even before this replica has read them.
 */
@Singleton
public class Pauses {

    private static final Logger LOG = Logger.getLogger(Pauses.class);
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final String PAUSE = "INSERT INTO provider_pause (provider) VALUES ($1) ON CONFLICT DO NOTHING";
    private static final String RESUME = "DELETE FROM provider_pause WHERE provider = $1";
    private static final String PAUSED = "SELECT provider FROM provider_pause";

    private final Pool pool;
    private final Vertx vertx;
    private final HealthBoard health;
    private long timer = -1;

    @Inject
    Pauses(Pool pool, Vertx vertx, HealthBoard health) {
        this.pool = pool;
        this.vertx = vertx;
        this.health = health;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(0, PACE.toMillis(), tick -> read().subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "It could not be read which providers are paused: %s",
                                failure.getClass().getSimpleName())));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** For all replicas, until {@link #resume}; again is as once. */
    public Uni<Void> pause(String provider) {
        return change(PAUSE, provider);
    }

    public Uni<Void> resume(String provider) {
        return change(RESUME, provider);
    }

    private Uni<Void> change(String statement, String provider) {
        return pool.preparedQuery(statement).execute(Tuple.of(provider)).chain(this::read);
    }

    private Uni<Void> read() {
        return pool.query(PAUSED)
                .execute()
                .invoke(rows -> {
                    Set<String> paused = new HashSet<>();
                    rows.forEach(row -> paused.add(row.getString("provider")));
                    health.paused(paused);
                })
                .replaceWithVoid();
    }
}
