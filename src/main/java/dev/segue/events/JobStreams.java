package dev.segue.events;

import dev.segue.job.Job;
import dev.segue.ledger.JobMoved;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** What becomes of one job. */
@Singleton
public class JobStreams {

    private final Rows rows;
    private final Feeds<Integer, JobEvent> feeds;

    @Inject
    JobStreams(Rows rows, Vertx vertx) {
        this.rows = rows;
        this.feeds = new Feeds<>(rows::after, vertx.getOrCreateContext());
    }

    /**
     * Each durable change after that version, in order, none missing, none twice; those there are, then those to come. Ends
     * after an ended state behind which there is nothing yet: of a job that has ended at that very version nothing comes, so
     * look before.
     *
     * @param after a version that the job has or had, or 0
     */
    public Multi<JobEvent> of(String jobId, int after) {
        return feeds.follow(jobId, after, event -> event.job().ended());
    }

    /** The job once it has ended, now or within that time; nothing if it has not, or there is no such job. */
    public Uni<Optional<Job>> untilEnded(String jobId, Duration max) {
        return rows.present(jobId).chain(present -> {
            if (present.isEmpty() || present.get().job().ended()) {
                return Uni.createFrom().item(present.map(JobEvent::job));
            }
            if (max.isZero()) {
                return Uni.createFrom().item(Optional.empty());
            }
            return of(jobId, present.get().version())
                    .filter(event -> event.job().ended())
                    .toUni()
                    .map(event -> Optional.ofNullable(event).map(JobEvent::job))
                    .ifNoItem()
                    .after(max)
                    .recoverWithItem(Optional.empty());
        });
    }

    void moved(@Observes JobMoved moved) {
        Job job = moved.entry().job();
        feeds.with(job.id(), feed -> feed.append(job.version() - 1, new JobEvent(job)));
    }

    /** Somebody says that the job has got to that version. */
    void hint(String jobId, int version) {
        feeds.with(jobId, feed -> {
            if (feed.last() < version) {
                feed.catchUp();
            }
        });
    }

    Uni<Void> rescan() {
        return feeds.rescan(rows::jobsBeyond);
    }

    int followed() {
        return feeds.size();
    }
}
