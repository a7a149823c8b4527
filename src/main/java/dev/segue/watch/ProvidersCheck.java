package dev.segue.watch;

import dev.segue.provider.HealthBoard;
import dev.segue.provider.settings.Endpoints;
import dev.segue.provider.settings.ProvidersConfig;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** How each provider does. Never a reason to take a replica away: jobs wait, or go elsewhere. */
@Wellness
@Singleton
class ProvidersCheck implements HealthCheck {

    private final Endpoints endpoints;
    private final HealthBoard health;

    @Inject
    ProvidersCheck(Endpoints endpoints, HealthBoard health) {
        this.endpoints = endpoints;
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("providers").up();
        ProvidersConfig.IDS.forEach(provider -> response.withData(provider, word(provider)));
        return response.build();
    }

    private String word(String provider) {
        if (!endpoints.configured(provider)) {
            return "off";
        }
        HealthBoard.Breaker breaker = health.breaker(provider);
        if (breaker != HealthBoard.Breaker.CLOSED) {
            return "breaker " + breaker.name().toLowerCase(Locale.ROOT);
        }
        return health.healthy(provider) ? "healthy" : "key or balance refused";
    }
}
