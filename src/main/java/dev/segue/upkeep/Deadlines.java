package dev.segue.upkeep;

import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Catalogue;
import dev.segue.routing.Router;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Ends jobs whose deadline has passed. A create under way is not aborted: its answer lands on the attempt. */
@Singleton
class Deadlines {

    private static final Logger LOG = Logger.getLogger(Deadlines.class);
    private static final Set<Status> BOUND = EnumSet.of(Status.QUEUED, Status.SUBMITTING, Status.GENERATING);

    private static final String OVERDUE = """
            SELECT id FROM job
             WHERE status IN ('queued', 'submitting', 'generating') AND deadline_at <= now()
             ORDER BY deadline_at LIMIT 200
            """;

    private final Pool pool;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Clock clock;

    @Inject
    Deadlines(Pool pool, Ledger ledger, Catalogue catalogue, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Uni<Void> enforce() {
        return pool.query(OVERDUE)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> end(row.getString("id")))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One that cannot be ended is in nobody's way. */
    private Uni<Void> end(String id) {
        return ledger.change(id, this::expire)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Job %s is overdue and could not be ended: %s",
                        id, failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .replaceWithVoid();
    }

    private Optional<Change> expire(Entry entry) {
        Job job = entry.job();
        return BOUND.contains(job.status())
                ? Optional.of(Change.to(job.become(new JobState.Failed(error(job)), clock.instant())))
                : Optional.empty();
    }

    private JobError error(Job job) {
        if (!job.maybeStarted()) {
            return Router.unavailable();
        }
        boolean seen = catalogue.route(job.provider(), job.model()).isPresent();
        return new JobError(
                Code.TIMED_OUT,
                seen
                        ? "The song was not finished before the job's deadline."
                        : "The gateway does not know the song's route any more: nobody saw it finished before the job's deadline.",
                false);
    }
}
