package dev.segue.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long things are kept. */
@ConfigMapping(prefix = "segue.retention")
public interface RetentionConfig {

    /**
     * Until an ended job is forgotten with its audio, events and deliveries; at least a second. One that is unconfirmed, still runs
     * at its provider, or has a delivery to be tried again, is kept for longer. Shorter: a smaller database and less to lose.
     */
    @WithDefault("P30D")
    Duration jobs();

    /**
     * Until prompt and lyrics of an ended job leave the database; as the job when absent, {@code PT0S} for at once. An unconfirmed
     * job keeps them, for as long as jobs are kept: settled by hand, it may still be made elsewhere.
     */
    Optional<Duration> prompts();

    /** Until the audio of a completed job is deleted, at least a second; as the job when absent. The job stays and says so. */
    Optional<Duration> audio();

    /**
     * Until an {@code Idempotency-Key} may be used anew, counted from its first use; at least a day, and never before its job is
     * forgotten. A day longer than jobs when absent. Shorter: a late repeat pays for another song.
     */
    Optional<Duration> idempotencyKeys();

    /** Until a line of the audit is forgotten; at least a day. Shorter: who did what to a key is known for less long. */
    @WithDefault("P400D")
    Duration audit();
}
