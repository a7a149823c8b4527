package dev.segue.routing;

import dev.segue.provider.HealthBoard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * The providers that the operator has paused: nothing is submitted there, what is under way goes on. No claim on a paused
 * provider's queue succeeds even before this replica has read of it; from then on its jobs look for other routes.
 */
@Singleton
public class Pauses {

    private static final String PAUSE = "INSERT INTO provider_pause (provider) VALUES ($1) ON CONFLICT DO NOTHING";
    private static final String RESUME = "DELETE FROM provider_pause WHERE provider = $1";
    private static final String PAUSED = "SELECT provider FROM provider_pause";

    private final Pool pool;
    private final HealthBoard health;

    @Inject
    Pauses(Pool pool, HealthBoard health) {
        this.pool = pool;
        this.health = health;
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

    /** Lets this replica know what others have done. */
    public Uni<Void> read() {
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
