package dev.segue.dialect;

import dev.segue.access.Refusal;
import dev.segue.access.RefusalShape;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Sees to it that who speaks a dialect is never answered in ours, whatever fails wherever, and that no answer is kept by a cache. */
@Singleton
class Errors {

    private final Instance<RefusalShape> shapes;

    @Inject
    Errors(@Any Instance<RefusalShape> shapes) {
        this.shapes = shapes;
    }

    @ServerExceptionMapper
    Response refused(DialectException failure, RoutingContext request) {
        Refusal refusal = failure.refusal();
        Object body = shape(request).<Object>map(shape -> shape.body(refusal)).orElse(null);
        Response.ResponseBuilder answer = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(body);
        refusal.headers().forEach(answer::header);
        return answer.build();
    }

    /** The framework's refusals (wrong method, media type) and the unforeseen come as problem documents: of these the status is kept. */
    @ServerResponseFilter
    void translate(ContainerResponseContext answer, RoutingContext request) {
        shape(request).ifPresent(shape -> {
            answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            MediaType type = answer.getMediaType();
            if (type != null && type.getSubtype().equals("problem+json")) {
                String title = DialectException.title(answer.getStatus());
                answer.setEntity(
                        shape.body(new Refusal(answer.getStatus(), title, title, Map.of())),
                        null,
                        MediaType.APPLICATION_JSON_TYPE);
            }
        });
    }

    private Optional<RefusalShape> shape(RoutingContext request) {
        String path = request.normalizedPath();
        return shapes.stream().filter(shape -> shape.speaks(path)).findFirst();
    }
}
