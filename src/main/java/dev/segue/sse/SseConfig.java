package dev.segue.sse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How connections to listeners are kept. */
@ConfigMapping(prefix = "segue.events")
interface SseConfig {

    /** Silence after which a comment is sent. Longer: proxies in between may hang up. */
    @WithDefault("PT15S")
    Duration keepAlive();

    /** How long a client may leave what was sent to it unread before it is cut off; it resumes by id. */
    @WithDefault("PT20S")
    Duration writeDeadline();

    /** How soon clients are told to come back after a stream has broken off. */
    @WithDefault("PT2S")
    Duration retry();
}
