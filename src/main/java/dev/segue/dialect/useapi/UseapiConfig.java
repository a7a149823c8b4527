package dev.segue.dialect.useapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient useapi.net's dialect is. */
@ConfigMapping(prefix = "segue.dialect.useapi")
interface UseapiConfig {

    /**
     * How long a create may block; then it is answered with the song's id, and the song is made all the same. Longer: more clients
     * get the whole answer. It must stay below the read timeouts of clients (120 s and more) and of proxies in between.
     */
    @WithDefault("PT110S")
    Duration longestWait();

    /** A create that would probably wait for a free account for longer than that is answered with 429, and makes nothing. */
    @WithDefault("PT60S")
    Duration longestQueue();
}
