package dev.segue.dispatch;

import dev.segue.job.Attempt;
import dev.segue.job.Outcome;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.Catalogue;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.TaskState.Running;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.replica.Replica;
import dev.segue.tracking.Tracker;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives an attempt that nobody answered the task that turned out to be its own, as if the create had just answered. */
@Singleton
public class Adoption {

    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Verdict verdict;
    private final Replica replica;
    private final Tracker tracker;

    @Inject
    Adoption(Ledger ledger, Catalogue catalogue, Verdict verdict, Replica replica, Tracker tracker) {
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.verdict = verdict;
        this.replica = replica;
        this.tracker = tracker;
    }

    /**
     * Follows the task from now on, at once.
     *
     * @return nothing if the attempt has a task, or is certain to have ended; fails with
     *     {@link Ledger.TaskClaimedException} if the task belongs to another attempt
     */
    public Uni<Optional<Entry>> adopt(Entry seen, int number, String taskId) {
        Attempt attempt = seen.job().attempt(number);
        Price price = catalogue
                .route(attempt.provider(), seen.job().model())
                .map(Route::price)
                .orElse(null);
        Started started = new Started(taskId, null, new Running(null));
        return ledger.change(
                        seen,
                        entry -> isOpen(entry.job().attempt(number))
                                ? verdict.on(entry, number, price, started, replica.id())
                                : Optional.empty())
                .invoke(adopted -> adopted.ifPresent(entry -> {
                    tracker.follow(entry, null);
                    tracker.hint(entry.job().id());
                }));
    }

    private static boolean isOpen(Attempt attempt) {
        return attempt.running() || attempt.outcome() == Outcome.UNCONFIRMED;
    }
}
