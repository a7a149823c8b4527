package dev.segue.upkeep;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import dev.segue.job.JobError.Code;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Doubts a restored database while dispatch is on hold. What it calls queued may have been sent after the backup was taken, by
 * the very program that is gone now: it becomes unconfirmed, and a person decides. What it calls generating is followed on,
 * which costs nothing. What came in since this start is not in doubt and waits.
 */
@Singleton
class RestorePoint {

    private static final Logger LOG = Logger.getLogger(RestorePoint.class);

    private static final String FROM_BEFORE = """
            SELECT id FROM job JOIN job_event ON job_event.job_id = job.id AND job_event.version = 1
             WHERE job.status = 'queued' AND job_event.at < $1
             LIMIT 500
            """;

    private final Pool pool;
    private final Ledger ledger;
    private final Clock clock;
    private final Instant start;

    @Inject
    RestorePoint(Pool pool, Ledger ledger, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Again and again: a task that turns out to have failed sends its job back to the queue. */
    Uni<Void> doubt() {
        return pool.preparedQuery(FROM_BEFORE)
                .execute(Tuple.of(start.atOffset(ZoneOffset.UTC)))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> doubt(row.getString(0)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One that cannot be doubted keeps none of the others from it. */
    private Uni<Void> doubt(String id) {
        return ledger.change(id, this::doubt)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Job %s was queued before the restore and could not be doubted yet: %s",
                        id, failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Optional<Change> doubt(Entry entry) {
        Job job = entry.job();
        if (job.status() != Status.QUEUED) {
            return Optional.empty();
        }
        JobError error = new JobError(
                Code.UNCONFIRMED,
                "The database was restored from a backup: the song may have been started since and may be billed; it is not sent again.",
                false);
        Instant now = clock.instant();
        Attempt perhaps = Attempt.intended(job.attempts().size() + 1, entry.queueFor(), null, now)
                .ended(Outcome.UNCONFIRMED, error, now)
                .costing(Cost.UNKNOWN);
        return Optional.of(Change.to(job.with(perhaps).become(new JobState.Unconfirmed(error), now)));
    }
}
