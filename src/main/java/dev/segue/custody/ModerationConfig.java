package dev.segue.custody;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When completed songs are looked at again. */
@ConfigMapping(prefix = "segue.upkeep")
public interface ModerationConfig {

    /**
     * How long after its completion a song of a provider that may take songs back (useapi.net) is looked at again, ascending, comma-separated.
     * Each is one free call for each song; empty: never, and a song that was taken back stays.
     */
    @WithDefault("PT10M,PT1H,PT24H")
    Optional<List<Duration>> moderationLooks();
}
