package dev.segue.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long clients may take to say what they want. */
@ConfigMapping(prefix = "segue.edge")
interface EdgeConfig {

    /**
     * From a connection's first moment, or the first byte of a further request on it, to the end of the request's headers; then it
     * is closed. Longer: slow clients hold connections for longer.
     */
    @WithDefault("PT10S")
    Duration headTimeout();

    /** From the end of a request's headers to the end of its body; then the connection is closed. */
    @WithDefault("PT60S")
    Duration bodyTimeout();

    /**
     * From an answer to the next request on its connection; then it is closed. Shorter than that of a proxy in front: the proxy runs
     * into connections that have just been closed.
     */
    @WithDefault("PT75S")
    Duration idleTimeout();
}
