package dev.segue.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "segue.auth")
interface AuthConfig {

    /** {@code none} lets everybody in as one caller: for development, and behind something else that keeps strangers out. */
    @WithDefault("api-key")
    Mode mode();

    /** The first key, from which others are made. */
    Optional<String> adminKey();

    /** Shorter: a leaked link dies sooner. Longer: a page may play its audio for longer without asking for the job again. */
    @WithDefault("PT1H")
    Duration ticketLifetime();

    enum Mode {
        NONE,
        API_KEY,
        OIDC
    }
}
