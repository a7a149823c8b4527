package dev.segue.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How jobs are handed out. */
@ConfigMapping(prefix = "segue.dispatch")
public interface DispatchConfig {

    /**
     * True starts without submitting anything: after a restore from a backup, until somebody has looked. What was queued at this
     * start becomes unconfirmed; what comes in later waits (docs/reliability.md).
     */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean hold();
}
