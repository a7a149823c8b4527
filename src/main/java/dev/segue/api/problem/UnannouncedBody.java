package dev.segue.api.problem;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads a body that does not announce its length, for as far as the server takes it, and refuses in words one that is longer: the server would
 * cut it off without any, and hold a thread until then.
 */
@Singleton
class UnannouncedBody {

    private static final long LARGEST_UNREAD = 16 * 1024 * 1024;

    private final BodyLimit limit;

    @Inject
    UnannouncedBody(BodyLimit limit) {
        this.limit = limit;
    }

    /** After the guard: of strangers nothing is read. */
    @ServerRequestFilter(priority = Priorities.USER + 1000)
    Uni<Response> read(ContainerRequestContext context, RoutingContext call) {
        if (!HttpMethod.POST.equals(context.getMethod())
                || context.getHeaderString(HttpHeaders.CONTENT_LENGTH) != null
                || call.request().isEnded()) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .<Buffer>emitter(body -> read(call.request(), body))
                .map(body -> {
                    if (body == null) {
                        return tooLarge(call.normalizedPath());
                    }
                    context.setEntityStream(new ByteArrayInputStream(body.getBytes()));
                    return null;
                });
    }

    /**
     * Ends with {@code null} where there is more than the server takes. What comes after is read away, so that the sender gets to
     * see our answer; who goes on after that is cut off.
     */
    private void read(HttpServerRequest request, UniEmitter<? super Buffer> body) {
        Buffer read = Buffer.buffer();
        AtomicLong length = new AtomicLong();
        request.handler(part -> {
                    length.addAndGet(part.length());
                    if (length.get() <= limit.bytes()) {
                        read.appendBuffer(part);
                    } else if (length.get() <= LARGEST_UNREAD) {
                        body.complete(null);
                    } else {
                        request.connection().close();
                    }
                })
                .exceptionHandler(body::fail)
                .endHandler(end -> body.complete(read))
                .resume();
    }

    private Response tooLarge(String path) {
        BodyLimit.Words words = limit.words(path);
        return Response.status(BodyLimit.STATUS)
                .type(words.mediaType())
                .entity(words.body().encode())
                .build();
    }
}
