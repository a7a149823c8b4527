package dev.segue.access.guard;

import dev.segue.access.Caller;
import dev.segue.access.CurrentCaller;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import dev.segue.access.Tickets;
import dev.segue.access.rate.RateLimits;
import dev.segue.access.rate.Turn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
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
    private final RateLimits rates;
    private final Refusals refusals;

    @Inject
    Guard(
            Authentication authentication,
            Tickets tickets,
            JobOwners owners,
            CurrentCaller current,
            RateLimits rates,
            Refusals refusals) {
        this.authentication = authentication;
        this.tickets = tickets;
        this.owners = owners;
        this.current = current;
        this.rates = rates;
        this.refusals = refusals;
    }

    @ServerRequestFilter
    Uni<Response> admit(RoutingContext request) {
        String path = request.normalizedPath();
        if (path.startsWith(CALLBACKS)) {
            return Uni.createFrom().nullItem();
        }
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        String ticket = request.request().getParam("ticket");
        if (authorization == null && ticket != null) {
            return byTicket(request, ticket);
        }
        return authentication
                .holder(key(authorization))
                .map(found ->
                        found.isPresent() ? enter(request, found.get()) : refusals.answer(path, Refusals.UNKNOWN));
    }

    /** Whoever shows a ticket is judged by it, in every mode. */
    private Uni<Response> byTicket(RoutingContext request, String ticket) {
        String path = request.normalizedPath();
        Optional<TicketPath> wanted = TicketPath.of(request.request().method().name(), path);
        if (wanted.isEmpty()
                || !tickets.verify(wanted.get().jobId(), wanted.get().use(), ticket)) {
            return Uni.createFrom().item(() -> refusals.answer(path, Refusals.BAD_TICKET));
        }
        return owners.of(wanted.get().jobId())
                .map(owner -> owner.isPresent()
                        ? enter(request, reader(owner.get()))
                        : refusals.answer(path, Refusals.NO_JOB));
    }

    private static Admitted reader(String owner) {
        return Admitted.as(new Caller(owner, Set.of(Scope.JOBS_READ), Limits.NONE));
    }

    /** @return {@code null}, by which a filter lets a request pass; an {@link Optional} would swallow it */
    private Response enter(RoutingContext request, Admitted admitted) {
        if (admitted.caller().scopes().isEmpty()) {
            return refusals.answer(request.normalizedPath(), Refusals.NO_SCOPE);
        }
        Optional<Turn> turn = rates.take(admitted.caller());
        turn.ifPresent(taken -> request.response()
                .putHeader("RateLimit-Policy", taken.rateLimitPolicy())
                .putHeader("RateLimit", taken.rateLimit()));
        if (turn.isPresent() && !turn.get().granted()) {
            return refusals.answer(
                    request.normalizedPath(), Refusals.tooFast(turn.get().retryAfter()));
        }
        current.set(admitted.caller(), admitted.keyId());
        return null;
    }

    private static String key(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
