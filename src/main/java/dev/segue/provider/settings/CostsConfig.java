package dev.segue.provider.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.util.Map;

/** What the operator pays, where it differs from the shipped price list. */
@ConfigMapping(prefix = "segue.costs")
public interface CostsConfig {

    /** US dollars for one song by route ({@code segue.costs."apidot/minimax-music-2.6"=0.08}); {@code assumed} stands for every unknown one. */
    @WithParentName
    Map<String, BigDecimal> amounts();
}
