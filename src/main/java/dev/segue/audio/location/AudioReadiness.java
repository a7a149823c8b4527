package dev.segue.audio.location;

import dev.segue.audio.AudioStore;
import dev.segue.time.Ticker;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while nothing can be kept: songs that are finished then wait in {@code storing}, and no more should come. */
@Readiness
@ApplicationScoped
class AudioReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Uni<HealthCheckResponse> health;
    private volatile long probedNanos;

    @Inject
    AudioReadiness(AudioStore store, Ticker ticker) {
        // Remembered, for a probe writes, and whoever asks for readiness may ask often.
        health = Uni.createFrom()
                .deferred(() -> {
                    probedNanos = ticker.nanos();
                    return probe(store);
                })
                .memoize()
                .until(() -> ticker.nanos() - probedNanos > REMEMBERED.toNanos());
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return health;
    }

    private static Uni<HealthCheckResponse> probe(AudioStore store) {
        HealthCheckResponseBuilder told = HealthCheckResponse.named("Audio store");
        if (!(store instanceof AudioStore.Probed probed)) {
            return Uni.createFrom().item(told.up().build());
        }
        return probed.probe()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(works -> told.up().build())
                .onFailure()
                .recoverWithItem(failure -> told.down()
                        .withData("reason", failure.getClass().getSimpleName())
                        .build());
    }
}
