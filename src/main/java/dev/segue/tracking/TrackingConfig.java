package dev.segue.tracking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often tasks are looked at. */
@ConfigMapping(prefix = "segue.tracking")
public interface TrackingConfig {

    /** Between two looks at a task, at least. Shorter: an end is seen sooner, at more calls. */
    @WithDefault("PT2S")
    Duration minInterval();

    /** Between two looks at a task, at most: how late an unexpected end may be seen. */
    @WithDefault("PT15S")
    Duration maxInterval();
}
