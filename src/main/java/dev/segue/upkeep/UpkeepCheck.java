package dev.segue.upkeep;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start at times by which nothing could be looked for. */
@Singleton
class UpkeepCheck {

    private static final String PREFIX = "segue.upkeep.reconcile-";

    void start(@Observes @Priority(1) StartupEvent event, UpkeepConfig config) {
        check(config.reconcileWindow(), config.reconcileMinInterval(), config.reconcileMaxInterval());
    }

    /** @throws ConfigurationException with one sentence that names the property */
    static void check(Duration window, Duration min, Duration max) {
        if (window.isNegative()) {
            throw new ConfigurationException(PREFIX + "window must not be negative");
        }
        if (min.compareTo(Duration.ofMillis(1)) < 0) {
            throw new ConfigurationException(PREFIX + "min-interval must be a positive duration");
        }
        if (max.compareTo(min) < 0) {
            throw new ConfigurationException(
                    PREFIX + "max-interval must not be shorter than " + PREFIX + "min-interval");
        }
    }
}
