package dev.segue.access;

import java.time.Duration;
import java.util.Optional;

/** What an operator might have configured. */
public record Auth(
        Mode mode, String key, Duration ticketLifetime, Optional<String> ticketKey, Optional<String> previousTicketKey)
        implements AuthConfig {

    public static Auth of(Mode mode, String adminKey) {
        return new Auth(mode, adminKey, Duration.ofHours(1), Optional.empty(), Optional.empty());
    }

    static Auth withTicketKeys(String present, String previous) {
        return new Auth(
                Mode.NONE, null, Duration.ofHours(1), Optional.ofNullable(present), Optional.ofNullable(previous));
    }

    @Override
    public Optional<String> adminKey() {
        return Optional.ofNullable(key);
    }

    @Override
    public Oidc oidc() {
        return () -> "sub";
    }
}
