package dev.segue.access.guard;

import dev.segue.access.AuthConfig;
import dev.segue.access.Caller;
import dev.segue.access.key.Holders;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells who holds a key. */
@ApplicationScoped
class Authentication {

    private static final Caller ANONYMOUS = Caller.withAllScopes("anonymous");
    private static final Caller ADMIN = Caller.withAllScopes("admin");

    private final AuthConfig config;
    private final Holders holders;
    private final TokenHolders tokens;
    private final Optional<String> issuer;

    @Inject
    Authentication(
            AuthConfig config,
            Holders holders,
            TokenHolders tokens,
            @ConfigProperty(name = OidcSwitch.ISSUER) Optional<String> issuer) {
        this.config = config;
        this.holders = holders;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        check();
    }

    /** After all that can be checked without the database. */
    void startWithKeys(@Observes @Priority(2) StartupEvent event) {
        checkKeys();
    }

    void check() {
        if (config.ticketLifetime().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigurationException("segue.auth.ticket-lifetime must be at least a second");
        }
        if (config.mode() == AuthConfig.Mode.OIDC
                && !issuer.filter(OidcSwitch::isAddress).isPresent()) {
            throw new ConfigurationException(OidcSwitch.ISSUER
                    + " (QUARKUS_OIDC_AUTH_SERVER_URL) must be the http or https address of the issuer whose tokens open "
                    + "the door, because segue.auth.mode is oidc");
        }
    }

    void checkKeys() {
        if (config.mode() == AuthConfig.Mode.API_KEY
                && adminKey().isEmpty()
                && !holders.any().subscribeAsCompletionStage().join()) {
            throw new ConfigurationException(
                    "segue.auth.mode (SEGUE_AUTH_MODE) is api-key, but there is no key to call with: set "
                            + "SEGUE_AUTH_ADMIN_KEY, or SEGUE_AUTH_MODE=none to let everybody in.");
        }
    }

    /**
     * Who makes the present request.
     *
     * @param key as sent, or {@code null} if none was
     * @return nothing if it opens no door
     */
    Uni<Optional<Admitted>> holder(String key) {
        return switch (config.mode()) {
            case NONE -> known(ANONYMOUS);
            case API_KEY -> key == null ? Uni.createFrom().item(Optional.empty()) : keyHolder(key);
            case OIDC -> key == null ? Uni.createFrom().item(Optional.empty()) : tokens.present();
        };
    }

    private Uni<Optional<Admitted>> keyHolder(String key) {
        if (adminKey().filter(admin -> same(admin, key)).isPresent()) {
            return known(ADMIN);
        }
        return holders.of(key).map(found -> found.map(holder -> new Admitted(holder.caller(), holder.keyId())));
    }

    private static Uni<Optional<Admitted>> known(Caller caller) {
        return Uni.createFrom().item(Optional.of(Admitted.as(caller)));
    }

    private Optional<String> adminKey() {
        return config.adminKey().map(String::strip).filter(key -> !key.isEmpty());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
