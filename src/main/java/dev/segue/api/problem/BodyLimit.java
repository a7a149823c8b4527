package dev.segue.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses in words what the server would cut off without any: a body that announces more than the server takes. One that does
 * not announce its length is cut off by the server itself.
 */
@Singleton
class BodyLimit {

    /** Before the server's own check. */
    private static final int PRIORITY = 1000;

    private final long limit;

    @Inject
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (announced(context.request()) <= limit) {
            context.next();
            return;
        }
        String problem = new JsonObject()
                .put("type", Problem.BLANK)
                .put("title", "Request Entity Too Large")
                .put("status", 413)
                .put("instance", context.request().path())
                .encode();
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close") // the rest of the body is not waited for
                .end(problem);
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }
}
