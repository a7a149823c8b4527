package dev.segue.retention;

import java.time.Duration;
import java.util.Optional;

/** Periods as an operator would write them; {@code null} where nothing is written. */
record Periods(String ofJobs, String ofPrompts, String ofAudio, String ofKeys, String ofAudit)
        implements RetentionConfig {

    Periods(String ofJobs, String ofPrompts, String ofAudio, String ofKeys) {
        this(ofJobs, ofPrompts, ofAudio, ofKeys, "P400D");
    }

    @Override
    public Duration jobs() {
        return Duration.parse(ofJobs);
    }

    @Override
    public Optional<Duration> prompts() {
        return Optional.ofNullable(ofPrompts).map(Duration::parse);
    }

    @Override
    public Optional<Duration> audio() {
        return Optional.ofNullable(ofAudio).map(Duration::parse);
    }

    @Override
    public Optional<Duration> idempotencyKeys() {
        return Optional.ofNullable(ofKeys).map(Duration::parse);
    }

    @Override
    public Duration audit() {
        return Duration.parse(ofAudit);
    }
}
