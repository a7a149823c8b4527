package dev.segue.access.guard;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** In whose name the holder of a ticket reads. */
@ApplicationScoped
class JobOwners {

    private static final String OWNER = "SELECT caller FROM job WHERE id = $1";

    private final Pool pool;

    @Inject
    JobOwners(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<String>> of(String jobId) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(jobId))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
    }
}
