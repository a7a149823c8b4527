package dev.segue.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "segue.auth")
public interface AuthConfig {

    /**
     * {@code none} lets everybody in as one caller: for development, and behind something else that keeps strangers out.
     * {@code api-key} lets in who holds one of our keys, {@code oidc} who holds a token of the issuer at
     * {@code quarkus.oidc.auth-server-url}.
     */
    @WithDefault("api-key")
    Mode mode();

    /** The first key, from which others are made; it may do everything. */
    Optional<String> adminKey();

    /** Shorter: a leaked link dies sooner. Longer: a page may play its audio for longer without asking for the job again. */
    @WithDefault("PT1H")
    Duration ticketLifetime();

    /**
     * Signs tickets: at least 32 bytes in Base64, the same on all replicas. Absent: made once and kept in the database. Changed
     * without {@link #previousTicketKey}, every link that is out stops working.
     */
    Optional<String> ticketKey();

    /**
     * Verifies tickets and signs none. Before a rolling change of {@link #ticketKey} it is the next key, so that every replica
     * knows it; afterwards it is the last one, for a job's longest deadline and {@link #ticketLifetime}.
     */
    Optional<String> previousTicketKey();

    Oidc oidc();

    interface Oidc {

        /** The claim of a token that says who the caller is, to whom jobs belong. Changed, callers lose sight of their jobs. */
        @WithDefault("sub")
        String callerClaim();
    }

    enum Mode {
        NONE,
        API_KEY,
        OIDC
    }
}
