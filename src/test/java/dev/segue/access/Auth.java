package dev.segue.access;

import java.time.Duration;
import java.util.Optional;

/** What an operator might have configured. */
public record Auth(Mode mode, String key, Duration ticketLifetime) implements AuthConfig {

    @Override
    public Optional<String> adminKey() {
        return Optional.ofNullable(key);
    }

    @Override
    public Optional<String> ticketKey() {
        return Optional.empty();
    }

    @Override
    public Optional<String> previousTicketKey() {
        return Optional.empty();
    }

    @Override
    public Oidc oidc() {
        return () -> "sub";
    }
}
