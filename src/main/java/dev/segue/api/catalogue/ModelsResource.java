package dev.segue.api.catalogue;

import dev.segue.api.catalogue.ModelView.Models;
import dev.segue.api.catalogue.ModelView.RouteView;
import dev.segue.api.problem.ProblemException;
import dev.segue.provider.Catalogue;
import dev.segue.provider.route.Route;
import dev.segue.provider.settings.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
class ModelsResource {

    private final Catalogue catalogue;
    private final Endpoints endpoints;

    @Inject
    ModelsResource(Catalogue catalogue, Endpoints endpoints) {
        this.catalogue = catalogue;
        this.endpoints = endpoints;
    }

    @GET
    public Uni<Models> models() {
        return Uni.createFrom()
                .item(() -> new Models(catalogue.models().entrySet().stream()
                        .map(model -> view(model.getKey(), model.getValue()))
                        .toList()));
    }

    @GET
    @Path("/{model}")
    public Uni<ModelView> model(@PathParam("model") String id) {
        List<Route> routes = catalogue.routes(id);
        if (routes.isEmpty()) {
            throw ProblemException.notFound("model");
        }
        return Uni.createFrom().item(() -> view(id, routes));
    }

    private ModelView view(String id, List<Route> routes) {
        return new ModelView(
                id,
                routes.stream()
                        .map(route -> RouteView.of(route, endpoints.configured(route.provider())))
                        .toList());
    }
}
