package dev.segue.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "segue.sandbox")
interface SandboxConfig {

    /** Whether the four providers are played by us. True in dev and test; in production nobody should hear our songs. */
    @WithDefault("false")
    boolean enabled();

    /** Port on localhost; 0 takes a free one. */
    @WithDefault("8090")
    int port();

    /** How long every song takes to make. Absent: six to twelve seconds, depending on its words. A marker in the words wins. */
    Optional<Duration> duration();
}
