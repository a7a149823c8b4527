package dev.segue.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses in words what the server would cut off without any: a body that announces more than the server takes. */
@ApplicationScoped
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
        PlainProblem.answer(
                context,
                413,
                "Request Entity Too Large",
                Map.of(HttpHeaders.CONNECTION, "close")); // nobody waits for the rest
    }

    /** In bytes. */
    long bytes() {
        return limit;
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }
}
