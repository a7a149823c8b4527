package dev.segue.intake;

import dev.segue.forecast.SlotForecast;
import dev.segue.ledger.Acceptances;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Tells of a request whose door lets nobody wait for long whether it would. */
@Singleton
class Waits {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final SlotForecast forecast;
    private final Acceptances acceptances;

    @Inject
    Waits(SlotForecast forecast, Acceptances acceptances) {
        this.forecast = forecast;
        this.acceptances = acceptances;
    }

    /** @return after how long it may be let in, if not now; who joins a job that runs waits for no slot */
    Uni<Optional<Duration>> tooLong(String caller, String model, String provider, Conditions conditions) {
        Duration longest = conditions.longestWait();
        if (longest == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return forecast.newcomer(caller, model, provider)
                .map(wait -> Optional.of(wait.minus(longest))
                        .filter(beyond -> !beyond.isNegative() && !beyond.isZero())
                        .map(beyond -> beyond.compareTo(LEAST) < 0 ? LEAST : beyond))
                // In this order: a job that came in meanwhile, and is waited for, is found to be the one to join.
                .chain(beyond -> beyond.isEmpty()
                        ? Uni.createFrom().item(beyond)
                        : acceptances
                                .shares(caller, conditions.sharedKey())
                                .map(joins -> joins ? Optional.<Duration>empty() : beyond));
    }
}
