package dev.segue.upkeep.moderation;

import dev.segue.audio.AudioStore;
import dev.segue.audio.cover.Cover;
import dev.segue.audio.cover.CoverCopier;
import dev.segue.custody.Custody;
import dev.segue.custody.Custody.Due;
import dev.segue.custody.ModerationLooks;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobState;
import dev.segue.job.Outcome;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Catalogue;
import dev.segue.provider.Task;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Moderated;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.Track;
import dev.segue.provider.route.Route;
import dev.segue.retention.Retention;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks again at completed songs, by rows, so that neither a restart nor another replica makes a difference. A look that tells nothing is made
 * again a little later, for a day beyond its time.
 */
@Singleton
public class LateModeration {

    private static final Logger LOG = Logger.getLogger(LateModeration.class);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 8;

    /** Longer than a look with all its retries. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Custody custody;
    private final ModerationLooks looks;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final AudioStore store;
    private final CoverCopier covers;
    private final Retention retention;
    private final Clock clock;

    @Inject
    LateModeration(
            Custody custody,
            ModerationLooks looks,
            Ledger ledger,
            Catalogue catalogue,
            AudioStore store,
            CoverCopier covers,
            Retention retention,
            Clock clock) {
        this.custody = custody;
        this.looks = looks;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.store = store;
        this.covers = covers;
        this.retention = retention;
        this.clock = clock;
    }

    public Uni<Void> look() {
        return custody.claim(BATCH, CLAIM)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(this::lookAt)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One that cannot be settled is claimed again later, and keeps none of the others from it. */
    private Uni<Void> lookAt(Due due) {
        return ledger.find(due.jobId())
                .chain(found -> found.map(entry -> lookAt(due, entry))
                        .orElse(Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(failure -> LOG.infof(
                        "Job %s is looked at again later: %s",
                        due.jobId(), failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> lookAt(Due due, Entry entry) {
        Job job = entry.job();
        if (job.status() == Status.REVOKED) {
            return withdraw(due);
        }
        if (!job.ended()) {
            return Uni.createFrom().voidItem(); // a crash left it before its end: another copy writes the row again
        }
        Optional<Task> task = task(job);
        if (job.status() != Status.COMPLETED || task.isEmpty()) {
            return custody.looked(due.jobId(), due.looks(), Optional.empty());
        }
        return overdue(job, due)
                ? looked(job, due)
                : catalogue.provider(task.get().provider()).look(task.get()).chain(state -> seen(job, due, state));
    }

    private Uni<Void> seen(Job job, Due due, TaskState state) {
        if (state instanceof Moderated) {
            return revoke(due);
        }
        return cover(job, due, state).chain(() -> looked(job, due));
    }

    private Uni<Void> looked(Job job, Due due) {
        return custody.looked(due.jobId(), due.looks() + 1, looks.next(job.endedAt(), due.looks() + 1));
    }

    private Uni<Void> revoke(Due due) {
        return ledger.change(due.jobId(), entry -> Optional.of(entry.job())
                        .filter(job -> job.status() == Status.COMPLETED)
                        .map(job -> Change.to(job.become(new JobState.Revoked(), clock.instant()))))
                .invoke(revoked ->
                        revoked.ifPresent(entry -> LOG.infof("Job %s was taken back by its provider", due.jobId())))
                .chain(() -> withdraw(due));
    }

    /** After the job is revoked: what a crash leaves in between is withdrawn when the claim ends. */
    private Uni<Void> withdraw(Due due) {
        return store.deleteJob(due.jobId()).chain(() -> custody.looked(due.jobId(), due.looks(), Optional.empty()));
    }

    /** A create that brings its song along tells no cover; a look does. */
    private Uni<Void> cover(Job job, Due due, TaskState state) {
        boolean wanted = !due.covered() && retention.keepsAudio(job.endedAt());
        Optional<String> url = wanted && state instanceof Succeeded succeeded
                ? succeeded.tracks().stream()
                        .map(Track::coverUrl)
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
        return url.map(from -> covers.copy(from, job.id()).chain(copied -> copied.map(cover -> keep(job, cover))
                        .orElse(Uni.createFrom().voidItem())))
                .orElse(Uni.createFrom().voidItem());
    }

    /** Looked at after the copy: what was forgotten, or deleted, while it was made is not deleted by anybody else again. */
    private Uni<Void> keep(Job job, Cover cover) {
        return (retention.keepsAudio(job.endedAt())
                        ? custody.cover(job.id(), cover)
                        : Uni.createFrom().item(false))
                .chain(kept -> kept ? Uni.createFrom().voidItem() : store.deleteJob(job.id()));
    }

    private Optional<Task> task(Job job) {
        return job.attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.SUCCEEDED)
                .reduce((earlier, later) -> later)
                .flatMap(attempt ->
                        catalogue.route(attempt.provider(), job.model()).map(route -> task(attempt, route)));
    }

    private static Task task(Attempt attempt, Route route) {
        return new Task(attempt.provider(), attempt.account(), route.providerModel(), attempt.taskId());
    }

    private boolean overdue(Job job, Due due) {
        return looks.next(job.endedAt(), due.looks())
                .map(planned -> clock.instant().isAfter(planned.plus(PATIENCE)))
                .orElse(true);
    }
}
