package dev.segue.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The database of a newcomer, and how long any database may take. */
@ConfigMapping(prefix = "segue.database")
interface DatabaseConfig {

    /** Where the embedded PostgreSQL keeps its data; read before the start. {@code data/postgres} when absent. */
    Optional<String> directory();

    /**
     * How long the database may leave a statement, or an attempt to connect, unanswered before its connection is given up.
     * Shorter: a network that swallows everything is noticed sooner. Longer: a slow answer still counts.
     */
    @WithDefault("PT15S")
    Duration timeout();
}
