package dev.segue.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Headers by which browsers keep to what the page needs, and caches keep nothing that is somebody's. */
@Singleton
class AnswerHeaders {

    private static final int PRIORITY = 3100;

    private static final String POLICY = "Content-Security-Policy";

    private static final String NOBODY_FRAMES = "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Audio may come from an object store, where the operator has it served from there. */
    static final String PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "media-src 'self' https:" + NOBODY_FRAMES;

    /** Swagger UI writes its own start as a script within the page. */
    static final String SWAGGER =
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; connect-src 'self'" + NOBODY_FRAMES;

    /** Nothing of it is a page; a file that is opened by itself is shown or played all the same. */
    static final String DATA = "default-src 'none'; img-src 'self'; media-src 'self'" + NOBODY_FRAMES;

    void register(@Observes Filters filters) {
        filters.register(this::add, PRIORITY);
    }

    private void add(RoutingContext call) {
        String path = String.valueOf(call.request().path());
        boolean development = path.startsWith("/q/dev");
        boolean data = path.startsWith("/v1/") || path.startsWith("/v2/") || path.startsWith("/api/");
        boolean swagger = path.startsWith("/q/swagger-ui");
        boolean ticket = String.valueOf(call.request().query()).contains("ticket=");
        call.addHeadersEndHandler(end -> {
            MultiMap headers = call.response().headers();
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer"); // addresses hold tickets
            if (!development && !headers.contains(POLICY)) {
                headers.set(POLICY, data ? DATA : swagger ? SWAGGER : PAGE);
            }
            if ((data || ticket) && !headers.contains(HttpHeaders.CACHE_CONTROL)) {
                headers.set(HttpHeaders.CACHE_CONTROL, "private, no-store");
            }
        });
        call.next();
    }
}
