package dev.segue.tracking;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start at intervals between which no look could be placed. */
@Singleton
class TrackingCheck {

    void start(@Observes @Priority(1) StartupEvent event, TrackingConfig config) {
        check(config.minInterval(), config.maxInterval());
    }

    /** @throws ConfigurationException with one sentence that names the property */
    static void check(Duration min, Duration max) {
        if (min.compareTo(Duration.ofMillis(1)) < 0) {
            throw new ConfigurationException("segue.tracking.min-interval must be a positive duration");
        }
        if (max.compareTo(min) < 0) {
            throw new ConfigurationException(
                    "segue.tracking.max-interval must not be shorter than segue.tracking.min-interval");
        }
    }
}
