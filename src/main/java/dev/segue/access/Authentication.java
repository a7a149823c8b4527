package dev.segue.access;

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

    @Inject
    Authentication(AuthConfig config) {
        this.config = config;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        check();
    }

    void check() {
        if (config.ticketLifetime().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigurationException("segue.auth.ticket-lifetime must be at least a second");
        }
        switch (config.mode()) {
            case OIDC ->
                throw new ConfigurationException(
                        "segue.auth.mode (SEGUE_AUTH_MODE) is oidc, which this version does not know yet: use api-key or none.");
            case API_KEY -> {
                if (adminKey().isEmpty()) {
                    throw new ConfigurationException(
                            "segue.auth.mode (SEGUE_AUTH_MODE) is api-key, but there is no key to call with: set "
                                    + "SEGUE_AUTH_ADMIN_KEY, or SEGUE_AUTH_MODE=none to let everybody in.");
                }
            }
            case NONE -> {}
        }
    }

    /**
     * @param key as sent, or {@code null} if none was
     * @return nothing if it opens no door; asynchronous because keys will be rows
     */
    Uni<Optional<Caller>> caller(String key) {
        return Uni.createFrom().item(config.mode() == AuthConfig.Mode.NONE ? Optional.of(ANONYMOUS) : holder(key));
    }

    private Optional<Caller> holder(String key) {
        return key != null && adminKey().filter(admin -> same(admin, key)).isPresent()
                ? Optional.of(ADMIN)
                : Optional.empty();
    }

    private Optional<String> adminKey() {
        return config.adminKey().map(String::strip).filter(key -> !key.isEmpty());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
