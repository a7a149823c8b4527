package dev.segue.dialect;

import dev.segue.dialect.Standing.Failed;
import dev.segue.dialect.Standing.Going;
import dev.segue.dialect.Standing.Ready;
import dev.segue.dialect.Standing.Waiting;
import dev.segue.job.Attempt;
import dev.segue.job.Job;
import dev.segue.job.JobError.Code;
import dev.segue.provider.CallsBack;
import dev.segue.provider.Catalogue;
import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.upkeep.UpkeepConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Tells how jobs stand. */
@Singleton
public class Standings {

    /** These clients know no third ending, and what fails they pay for again: they must be told. */
    private static final String PERHAPS_BILLED =
            "The provider's answer was lost. The song may have been billed, so it was not ordered again.";

    private final Catalogue catalogue;
    private final ProvidersConfig providers;
    private final UpkeepConfig upkeep;
    private final Clock clock;

    @Inject
    Standings(Catalogue catalogue, ProvidersConfig providers, UpkeepConfig upkeep, Clock clock) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    public Standing of(Job job) {
        return switch (job.status()) {
            case QUEUED -> new Waiting();
            case SUBMITTING, GENERATING, STORING -> new Going();
            case COMPLETED -> new Ready();
            case FAILED -> new Failed(job.error().message(), job.error().code() == Code.MODERATED);
            case CANCELLED -> new Failed("The song was cancelled.", false);
            case REVOKED -> new Failed("The song was withdrawn by the provider's moderation.", true);
            case UNCONFIRMED -> mayBeFound(job.lastAttempt()) ? new Going() : new Failed(PERHAPS_BILLED, false);
        };
    }

    /**
     * Whether the provider may still call back and name the task. What is looked for in a provider's list is not unconfirmed
     * before that has been given up.
     */
    private boolean mayBeFound(Attempt attempt) {
        return catalogue.extra(attempt.provider(), CallsBack.class).isPresent()
                && clock.instant()
                        .isBefore(attempt.startedAt()
                                .plus(providers.of(attempt.provider()).createTimeout())
                                .plus(upkeep.reconcileWindow()));
    }
}
