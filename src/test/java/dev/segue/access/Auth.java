package dev.segue.access;

import java.time.Duration;
import java.util.Optional;

/** What an operator might have configured. */
record Auth(AuthConfig.Mode mode, String key, Duration ticketLifetime) implements AuthConfig {

    @Override
    public Optional<String> adminKey() {
        return Optional.ofNullable(key);
    }
}
