package dev.segue.api.problem;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses in words what the server would cut off without any: a body that announces more than the server takes. */
@ApplicationScoped
class BodyLimit {

    static final int STATUS = 413;

    /** Before the server's own check. */
    private static final int PRIORITY = 1000;

    private static final Refusal REFUSAL =
            new Refusal(STATUS, "Request Entity Too Large", "The body is too large.", Map.of());

    private final long limit;
    private final Instance<RefusalShape> shapes;

    /** What is answered where a body is too large. */
    record Words(String mediaType, JsonObject body) {}

    @Inject
    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
            @Any Instance<RefusalShape> shapes) {
        this.limit = limit.asLongValue();
        this.shapes = shapes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    /** In bytes. */
    long bytes() {
        return limit;
    }

    Words words(String path) {
        Optional<RefusalShape> shape =
                shapes.stream().filter(known -> known.speaks(path)).findFirst();
        return shape.map(known -> new Words(MediaType.APPLICATION_JSON, new JsonObject(known.body(REFUSAL))))
                .orElseGet(() -> new Words(Problem.MEDIA_TYPE, PlainProblem.of(STATUS, REFUSAL.title(), path)));
    }

    private void check(RoutingContext context) {
        if (announced(context.request()) <= limit) {
            context.next();
            return;
        }
        Words words = words(context.normalizedPath());
        context.response()
                .setStatusCode(STATUS)
                .putHeader(HttpHeaders.CONTENT_TYPE, words.mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONNECTION, "close") // the rest of the body is not waited for
                .end(words.body().encode());
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }
}
