package dev.segue.api.problem;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The framework answers {@code OPTIONS} with the methods of all paths below the same root. */
@Singleton
class Options {

    private final AllowedMethods allowed;

    @Inject
    Options(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerResponseFilter
    Uni<Void> say(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        return allowed.of(request.getUriInfo().getRequestUri().getPath())
                .invoke(methods ->
                        methods.ifPresent(names -> answer.getHeaders().putSingle(HttpHeaders.ALLOW, names)))
                .replaceWithVoid();
    }
}
