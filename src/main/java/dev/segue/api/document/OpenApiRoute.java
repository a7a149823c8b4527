package dev.segue.api.document;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Shows the document where Swagger UI and Quarkus's users look for it: as it is written, or in JSON for who wants that. */
@Singleton
class OpenApiRoute {

    private static final String ADDRESS = "/q/openapi(\\.json|\\.ya?ml|/)?";

    private final Uni<Buffer> yaml;
    private final Uni<Buffer> json;

    @Inject
    OpenApiRoute(OpenApiDocument document) {
        yaml = document.text().map(Buffer::buffer).memoize().indefinitely();
        json = document.tree()
                .map(tree -> Buffer.buffer(tree.toString()))
                .memoize()
                .indefinitely();
    }

    void register(@Observes Router router) {
        router.routeWithRegex(ADDRESS)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::show);
    }

    private void show(RoutingContext call) {
        if (wantsJson(call)) {
            answer(call, json, "application/json;charset=UTF-8");
        } else {
            answer(call, yaml, "application/yaml;charset=UTF-8");
        }
    }

    private static boolean wantsJson(RoutingContext call) {
        return call.normalizedPath().endsWith(".json")
                || call.queryParam("format").stream().anyMatch("json"::equalsIgnoreCase)
                || String.valueOf(call.request().getHeader(HttpHeaders.ACCEPT)).contains("application/json");
    }

    private static void answer(RoutingContext call, Uni<Buffer> document, String type) {
        call.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
        document.subscribe().with(text -> call.response().end(text), call::fail);
    }
}
