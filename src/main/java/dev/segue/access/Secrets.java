package dev.segue.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jboss.logging.Logger;

/** Keys that nobody configures and all replicas share: made by the first, read by the others. */
@Singleton
public class Secrets {

    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private static final int BYTES = 32;

    private static final String KEEP = "INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private static final String READ = "SELECT value FROM secret WHERE name = $1";

    private final Pool pool;

    @Inject
    Secrets(Pool pool) {
        this.pool = pool;
    }

    /** Two statements on purpose: one that inserts would not see the row of a replica that was faster. */
    public Uni<byte[]> named(String name) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(name, Base64.getEncoder().encodeToString(fresh())))
                .chain(() -> pool.preparedQuery(READ).execute(Tuple.of(name)))
                .map(rows -> Base64.getDecoder().decode(rows.iterator().next().getString(0)));
    }

    /** As {@link #named}, for the thread that starts the application: waits until the database answers. */
    public byte[] awaited(String name) {
        return named(name)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The secret %s cannot be read yet: %s",
                        name, failure.getClass().getSimpleName()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(2))
                .indefinitely()
                .subscribeAsCompletionStage()
                .join();
    }

    private static byte[] fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
