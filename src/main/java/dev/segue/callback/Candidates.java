package dev.segue.callback;

import dev.segue.dispatch.Adoption;
import dev.segue.job.Attempt;
import dev.segue.job.Outcome;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.provider.CallsBack;
import dev.segue.provider.Catalogue;
import dev.segue.provider.LookFailure;
import dev.segue.provider.Task;
import dev.segue.provider.route.Route;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Task ids that a callback named for an attempt of which nobody knows the task. */
@Singleton
class Candidates {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int LOOKS = 8;

    private final Catalogue catalogue;
    private final Adoption adoption;

    @Inject
    Candidates(Catalogue catalogue, Adoption adoption) {
        this.catalogue = catalogue;
        this.adoption = adoption;
    }

    /** Takes it if a look shows that it fits. A provider that does not answer is asked again; one that does not know it is not. */
    Uni<Void> consider(Entry entry, int number, String taskId) {
        Attempt attempt = entry.job().attempt(number);
        Optional<CallsBack> provider = catalogue.extra(attempt.provider(), CallsBack.class);
        Optional<Route> route = catalogue.route(attempt.provider(), entry.job().model());
        if (attempt.outcome() != Outcome.UNCONFIRMED || provider.isEmpty() || route.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Task task = new Task(attempt.provider(), attempt.account(), route.get().providerModel(), taskId);
        return provider.get()
                .fits(task, attempt.startedAt(), attempt.endedAt())
                .onFailure(failure -> !(failure instanceof LookFailure.NotFound))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(LOOKS)
                .onFailure(LookFailure.NotFound.class)
                .recoverWithItem(false)
                .chain(fits -> fits
                        ? adoption.adopt(entry, number, taskId)
                                .onFailure(Ledger.TaskClaimedException.class)
                                .recoverWithItem(Optional.empty())
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
