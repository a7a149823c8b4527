package dev.segue.intake;

import dev.segue.intake.request.CreateRequest;
import dev.segue.intake.request.Fault;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.provider.Catalogue;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequests;
import dev.segue.provider.route.Violation;
import dev.segue.provider.settings.Endpoints;
import dev.segue.routing.Router;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of a model's routes accept a request, and in which order they are to be tried. */
@Singleton
class RouteChoice {

    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final Router router;

    @Inject
    RouteChoice(Catalogue catalogue, Endpoints endpoints, Router router) {
        this.catalogue = catalogue;
        this.endpoints = endpoints;
        this.router = router;
    }

    /** Never empty; throws {@link RefusedException} with what each route misses. */
    List<String> accepting(CreateRequest request) {
        List<Route> routes = catalogue.routes(request.model());
        if (routes.isEmpty()) {
            throw new RefusedException(
                    Reason.NO_ROUTE, "Nobody makes this model.", List.of(Fault.at("/model", "is not known")));
        }
        List<String> candidates = request.providers().isEmpty()
                ? routes.stream().map(Route::provider).toList()
                : request.providers();
        List<String> accepting = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String provider : candidates) {
            List<Fault> found = faults(request, provider);
            if (found.isEmpty()) {
                accepting.add(provider);
            }
            faults.addAll(found);
        }
        if (accepting.isEmpty()) {
            throw new RefusedException(Reason.NO_ROUTE, "No route accepts this request.", faults);
        }
        return request.providers().isEmpty() ? router.byPolicy(request.model(), accepting) : accepting;
    }

    /** Where the job waits at first. */
    String first(List<String> accepting) {
        return router.first(accepting);
    }

    private List<Fault> faults(CreateRequest request, String provider) {
        Optional<Route> route = catalogue.route(provider, request.model());
        if (route.isEmpty()) {
            return List.of(new Fault("", provider + " does not make this model", provider));
        }
        if (!endpoints.configured(provider)) {
            return List.of(new Fault("", provider + " is not configured", provider));
        }
        List<Violation> violations = route.get().check(SongRequests.of(request.body(), provider));
        return violations.stream()
                .map(violation -> new Fault(violation.pointer(), violation.detail(), provider))
                .toList();
    }
}
