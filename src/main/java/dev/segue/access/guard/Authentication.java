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

/** Tells who holds a key. */
@ApplicationScoped
class Authentication {

    private static final Caller ANONYMOUS = Caller.withAllScopes("anonymous");
    private static final Caller ADMIN = Caller.withAllScopes("admin");

    private final AuthConfig config;
    private final Holders holders;

    @Inject
    Authentication(AuthConfig config, Holders holders) {
        this.config = config;
        this.holders = holders;
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
        if (config.mode() == AuthConfig.Mode.OIDC) {
            throw new ConfigurationException(
                    "segue.auth.mode (SEGUE_AUTH_MODE) is oidc, which this version does not know yet: use api-key or none.");
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
     * @param key as sent, or {@code null} if none was
     * @return nothing if it opens no door
     */
    Uni<Optional<Admitted>> holder(String key) {
        if (config.mode() == AuthConfig.Mode.NONE) {
            return known(ANONYMOUS);
        }
        if (key == null) {
            return Uni.createFrom().item(Optional.empty());
        }
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
