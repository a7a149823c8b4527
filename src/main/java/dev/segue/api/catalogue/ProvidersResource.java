package dev.segue.api.catalogue;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.catalogue.ProviderView.Providers;
import dev.segue.api.problem.ProblemException;
import dev.segue.forecast.Forecasts;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.settings.Endpoints;
import dev.segue.provider.settings.ProviderSettings;
import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.routing.Pauses;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

@Path("/v1/providers")
@Produces(MediaType.APPLICATION_JSON)
class ProvidersResource {

    private final Endpoints endpoints;
    private final HealthBoard health;
    private final Forecasts forecasts;
    private final ProvidersConfig settings;
    private final ProviderLoad load;
    private final Pauses pauses;
    private final CurrentCaller caller;

    @Inject
    ProvidersResource(
            Endpoints endpoints,
            HealthBoard health,
            Forecasts forecasts,
            ProvidersConfig settings,
            ProviderLoad load,
            Pauses pauses,
            CurrentCaller caller) {
        this.endpoints = endpoints;
        this.health = health;
        this.forecasts = forecasts;
        this.settings = settings;
        this.load = load;
        this.pauses = pauses;
        this.caller = caller;
    }

    @GET
    public Uni<Providers> providers() {
        return load.of(ProvidersConfig.IDS)
                .map(loads -> new Providers(ProvidersConfig.IDS.stream()
                        .map(id -> view(id, loads.get(id)))
                        .toList()));
    }

    @POST
    @Path("/{id}/pause")
    public Uni<ProviderView> pause(@PathParam("id") String id) {
        return change(id, pauses::pause);
    }

    @POST
    @Path("/{id}/resume")
    public Uni<ProviderView> resume(@PathParam("id") String id) {
        return change(id, pauses::resume);
    }

    private Uni<ProviderView> change(String id, Function<String, Uni<Void>> how) {
        caller.get(Scope.ADMIN);
        if (!ProvidersConfig.IDS.contains(id)) {
            throw ProblemException.notFound("provider");
        }
        return how.apply(id).chain(() -> load.of(List.of(id))).map(loads -> view(id, loads.get(id)));
    }

    private ProviderView view(String id, ProviderLoad.Load now) {
        return new ProviderView(
                id,
                endpoints.configured(id),
                health.healthy(id),
                now.paused(),
                health.breaker(id).name().toLowerCase(Locale.ROOT),
                now.queued(),
                new ProviderView.Slots(now.slots(), limit(settings.of(id))),
                ProviderView.Seen.of(forecasts.of(id)));
    }

    /** Each account has as many slots as the setting says. */
    private static Integer limit(ProviderSettings settings) {
        if (settings.maxJobs().isEmpty()) {
            return null;
        }
        int accounts = settings.accounts().map(List::size).orElse(1);
        return settings.maxJobs().getAsInt() * Math.max(1, accounts);
    }
}
