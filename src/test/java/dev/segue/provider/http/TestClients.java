package dev.segue.provider.http;

import dev.segue.provider.Boards;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.settings.Endpoints.Endpoint;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Clients made by hand, without a container. */
public final class TestClients {

    public static final String KEY = "test-key";
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private TestClients() {}

    public static ProviderClient of(Vertx vertx, String provider, Statuses statuses, URI base, TestSettings settings) {
        return of(vertx, provider, statuses, base, settings, Boards.fresh());
    }

    public static ProviderClient of(
            Vertx vertx, String provider, Statuses statuses, URI base, TestSettings settings, HealthBoard board) {
        return ProviderClients.of(
                vertx, provider, Optional.of(new Endpoint(base, KEY, false)), settings, statuses, board, CLOCK);
    }

    public static ProviderClient off(Vertx vertx, Statuses statuses) {
        return ProviderClients.of(
                vertx, "off", Optional.empty(), TestSettings.SHIPPED, statuses, Boards.fresh(), CLOCK);
    }
}
