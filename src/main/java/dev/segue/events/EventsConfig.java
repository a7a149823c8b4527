package dev.segue.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How word of a move gets from replica to replica. */
@ConfigMapping(prefix = "segue.events")
interface EventsConfig {

    /** {@code false} behind a transaction-mode pooler, which breaks LISTEN: rows are polled instead, and statements not kept. */
    @WithName("notify") // Object has a method of that name
    @WithDefault("true")
    boolean notifies();

    /** How often rows are polled without notifications. Shorter: sooner told, at more queries. */
    @WithDefault("PT0.25S")
    Duration pollInterval();

    /** How often rows are looked at although notifications arrive: a replica may die between its commit and its word. */
    @WithDefault("PT10S")
    Duration rescanInterval();
}
