package dev.segue.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a silent replica keeps its jobs. */
@ConfigMapping(prefix = "segue.tracking")
public interface TrackingLease {

    /** Shorter: a dead replica's jobs are taken over sooner. Longer: a slow database costs nobody its jobs. */
    @WithDefault("PT30S")
    Duration lease();
}
