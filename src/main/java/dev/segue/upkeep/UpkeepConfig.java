package dev.segue.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what nobody answered is asked for. */
@ConfigMapping(prefix = "segue.upkeep")
public interface UpkeepConfig {

    /**
     * How long after its create-timeout an ambiguous create is looked for in the provider's list (useapi.net). Longer: a song
     * that comes late is found; its account makes no other song meanwhile. To clients of the dialects an unconfirmed song of a
     * provider that calls back is still going for as long.
     */
    @WithDefault("PT5M")
    Duration reconcileWindow();

    /** Between the first two looks at the list; doubled each time. */
    @WithDefault("PT5S")
    Duration reconcileMinInterval();

    /** Between two looks at the list, at most. */
    @WithDefault("PT30S")
    Duration reconcileMaxInterval();
}
