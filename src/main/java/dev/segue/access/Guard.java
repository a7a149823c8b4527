package dev.segue.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request to a REST resource in, or answers it. What is open is listed, what is guarded is not: a path spelt in a way
 * that the router understands and a prefix check does not ({@code /v1;x/jobs}) stays closed.
 *
 * <p>Filters are made before the runtime configuration and the pool exist, so what this one needs must be behind proxies:
 * application scoped, never a singleton.
 */
@Singleton
class Guard {

    private static final String CALLBACKS = "/v1/callbacks/"; // guarded by the token in the path
    private static final String BEARER = "bearer ";

    private final Authentication authentication;
    private final Tickets tickets;
    private final JobOwners owners;
    private final CurrentCaller current;
    private final Instance<RefusalShape> shapes;

    @Inject
    Guard(
            Authentication authentication,
            Tickets tickets,
            JobOwners owners,
            CurrentCaller current,
            @Any Instance<RefusalShape> shapes) {
        this.authentication = authentication;
        this.tickets = tickets;
        this.owners = owners;
        this.current = current;
        this.shapes = shapes;
    }

    @ServerRequestFilter
    Uni<Response> admit(RoutingContext request) {
        String path = request.normalizedPath();
        if (path.startsWith(CALLBACKS)) {
            return Uni.createFrom().nullItem();
        }
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        Optional<TicketPath> wanted = TicketPath.of(request.request().method().name(), path);
        String ticket = request.request().getParam("ticket");
        if (authorization == null && ticket != null && wanted.isPresent()) {
            return byTicket(path, wanted.get(), ticket);
        }
        return authentication
                .caller(key(authorization))
                .map(caller -> caller.isPresent() ? enter(caller.get()) : unauthorized(path));
    }

    private Uni<Response> byTicket(String path, TicketPath wanted, String ticket) {
        if (!tickets.verify(wanted.jobId(), wanted.use(), ticket)) {
            return Uni.createFrom()
                    .item(() -> refuse(
                            path,
                            new Refusal(403, "Forbidden", "The ticket has expired or is not for this.", Map.of())));
        }
        return owners.of(wanted.jobId())
                .map(owner -> owner.isPresent()
                        ? enter(new Caller(owner.get(), Set.of(Scope.JOBS_READ), Limits.NONE))
                        : refuse(path, new Refusal(404, "Not Found", "There is no such job.", Map.of())));
    }

    /** @return {@code null}, by which a filter lets a request pass; an {@link Optional} would swallow it */
    private Response enter(Caller caller) {
        current.set(caller);
        return null;
    }

    private static String key(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private Response unauthorized(String path) {
        return refuse(
                path,
                new Refusal(
                        401,
                        "Unauthorized",
                        "A valid key is needed: Authorization: Bearer sk_…",
                        Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer")));
    }

    private Response refuse(String path, Refusal refusal) {
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
