package dev.segue.access.guard;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refuses in the words of whoever speaks the path: a problem document, or a dialect's own. */
@Singleton
class Refusals {

    static final Refusal UNKNOWN = new Refusal(
            401,
            "Unauthorized",
            "A valid key is needed: Authorization: Bearer sk_…",
            Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    static final Refusal BAD_TICKET =
            new Refusal(403, "Forbidden", "The ticket has expired or is not for this.", Map.of());
    static final Refusal NO_SCOPE =
            new Refusal(403, "Forbidden", "The key or token has none of the scopes that count here.", Map.of());
    static final Refusal NO_JOB = new Refusal(404, "Not Found", "There is no such job.", Map.of());

    private final Instance<RefusalShape> shapes;

    @Inject
    Refusals(@Any Instance<RefusalShape> shapes) {
        this.shapes = shapes;
    }

    static Refusal tooFast(long retryAfterSeconds) {
        return new Refusal(
                429,
                "Too Many Requests",
                "More requests than the key's limit allows.",
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds)));
    }

    Response answer(String path, Refusal refusal) {
        Response.ResponseBuilder answer = shapes.stream()
                .filter(shape -> shape.speaks(path))
                .findFirst()
                .map(shape -> Response.status(refusal.status())
                        .type(MediaType.APPLICATION_JSON)
                        .entity(shape.body(refusal)))
                .orElseGet(() -> problem(path, refusal));
        refusal.headers().forEach(answer::header);
        return answer.build();
    }

    private static Response.ResponseBuilder problem(String path, Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", refusal.title());
        body.put("status", refusal.status());
        body.put("detail", refusal.detail());
        body.put("instance", path);
        return Response.status(refusal.status())
                .type("application/problem+json")
                .entity(body);
    }
}
