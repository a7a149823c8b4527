package dev.segue.dialect.useapi;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start at a patience that is none. */
@Singleton
class ConfigCheck {

    void start(@Observes @Priority(1) StartupEvent event, UseapiConfig config) {
        check("longest-wait", config.longestWait(), Duration.ofMillis(1));
        check("longest-queue", config.longestQueue(), Duration.ZERO);
    }

    /** @throws ConfigurationException with one sentence that names the property */
    static void check(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new ConfigurationException("segue.dialect.useapi." + name + " must be a duration"
                    + (least.isZero() ? " that is not negative" : " of at least a millisecond"));
        }
    }
}
