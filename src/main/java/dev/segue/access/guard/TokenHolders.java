package dev.segue.access.guard;

import dev.segue.access.AuthConfig;
import dev.segue.access.Caller;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who holds a token of the configured issuer. */
@ApplicationScoped
class TokenHolders {

    private static final long RETRY_AFTER_SECONDS = 5;

    private final CurrentIdentityAssociation identity;
    private final String callerClaim;

    @Inject
    TokenHolders(CurrentIdentityAssociation identity, AuthConfig config) {
        this.identity = identity;
        this.callerClaim = config.oidc().callerClaim();
    }

    /** Of the present request: its token is read, and verified, only now. */
    Uni<Optional<Admitted>> present() {
        return identity.getDeferredIdentity()
                .map(this::holder)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty())
                .onFailure(OIDCException.class)
                .transform(failure -> new ServiceUnavailableException(RETRY_AFTER_SECONDS));
    }

    private Optional<Admitted> holder(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token ? admitted(token, callerClaim) : Optional.empty();
    }

    /** Nothing for a token that does not say who its holder is. */
    static Optional<Admitted> admitted(JsonWebToken token, String callerClaim) {
        return text(token, callerClaim)
                .map(id ->
                        Admitted.as(new Caller(id, scopes(text(token, "scope").orElse("")), Limits.NONE)));
    }

    private static Set<Scope> scopes(String words) {
        return Arrays.stream(words.split(" "))
                .flatMap(word -> Scope.ofWord(word).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value instanceof String text && !text.isBlank() && text.indexOf(0) < 0
                ? Optional.of(text)
                : Optional.empty();
    }
}
