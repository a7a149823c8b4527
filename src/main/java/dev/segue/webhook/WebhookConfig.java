package dev.segue.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How callers' servers are told. */
@ConfigMapping(prefix = "segue.webhook")
public interface WebhookConfig {

    /** The waits between tries, comma-separated; there is one try more than there are waits. Each is drawn out by up to a fifth. */
    @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT10H")
    List<Duration> schedule();

    /** How long one try may take. Longer: slow receivers are heard out. Shorter: they are tried again sooner. */
    @WithDefault("PT20S")
    Duration timeout();

    /**
     * How long what a caller has at a {@code host:port} is left alone after five tries in a row without an answer, or with 502, 503
     * or 504; then one delivery tries it for all.
     */
    @WithDefault("PT30S")
    Duration breakerDelay();

    /** Whether receivers may be in the operator's own network. Cloud metadata never may. */
    @WithDefault("false")
    boolean allowPrivateTargets();

    /**
     * What jobs without a secret of their own are signed with: {@code whsec_} and 24 to 64 bytes in Base64. Absent: made once and
     * kept in the database (table {@code secret}, {@code webhook-secret}).
     */
    Optional<String> secret();

    /** The secret of before, for as long as receivers may still have it: until it is taken away, each message has both signatures. */
    Optional<String> previousSecret();

    /** {@code whsk_} and an Ed25519 key in Base64; messages are then signed as {@code v1a} too. */
    Optional<String> signingKey();

    /** Secrets of single callers, in the place of the general one. */
    Map<String, Secrets> callers();

    /** What a caller's messages are signed with. */
    interface Secrets {

        /** As {@code segue.webhook.secret}. */
        String secret();

        /** As {@code segue.webhook.previous-secret}. */
        Optional<String> previousSecret();
    }
}
