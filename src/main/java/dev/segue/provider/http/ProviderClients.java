package dev.segue.provider.http;

import dev.segue.provider.HealthBoard;
import dev.segue.provider.settings.Endpoints;
import dev.segue.provider.settings.Endpoints.Endpoint;
import dev.segue.provider.settings.ProviderSettings;
import dev.segue.provider.settings.ProvidersConfig;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Makes each provider's client. */
@Singleton
public class ProviderClients {

    private final Vertx vertx;
    private final ProvidersConfig config;
    private final Endpoints endpoints;
    private final HealthBoard board;
    private final Clock clock;

    @Inject
    ProviderClients(Vertx vertx, ProvidersConfig config, Endpoints endpoints, HealthBoard board, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.endpoints = endpoints;
        this.board = board;
        this.clock = clock;
    }

    /** A new client, with a breaker and connections of its own: an adapter makes one and keeps it. */
    public ProviderClient of(String provider, Statuses statuses) {
        return of(vertx, provider, endpoints.of(provider), config.of(provider), statuses, board, clock);
    }

    static ProviderClient of(
            Vertx vertx,
            String provider,
            Optional<Endpoint> endpoint,
            ProviderSettings settings,
            Statuses statuses,
            HealthBoard board,
            Clock clock) {
        return new ProviderClient(
                provider,
                endpoint.map(there -> new Transport(vertx, there, settings, clock)),
                new Guards(provider, settings, statuses, board),
                new CreateVerdict(statuses, settings.safeStatuses()),
                board);
    }
}
