package dev.segue.custody;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sparse schedule by which a completed song is looked at again. */
@Singleton
public class ModerationLooks {

    private final List<Duration> after;

    @Inject
    ModerationLooks(ModerationConfig config) {
        this(config.moderationLooks().orElse(List.of()));
    }

    /** @throws ConfigurationException with one sentence that names the property */
    ModerationLooks(List<Duration> after) {
        Duration last = Duration.ZERO;
        for (Duration one : after) {
            if (one.compareTo(last) <= 0) {
                throw new ConfigurationException(
                        "segue.upkeep.moderation-looks must be positive durations, each longer than the one before");
            }
            last = one;
        }
        this.after = List.copyOf(after);
    }

    void start(@Observes @Priority(1) StartupEvent event) {}

    /** When to look next at a song that has been looked at that often; empty when that was the last. */
    public Optional<Instant> next(Instant completed, int looks) {
        return looks < after.size() ? Optional.of(completed.plus(after.get(looks))) : Optional.empty();
    }
}
