package dev.segue.provider.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What songs cost where nobody says so, and what all of them together may cost. In US dollars. */
@ConfigMapping(prefix = "segue.costs")
public interface CostsConfig {

    /**
     * For one song on a route without a price. More: budgets are used up sooner; 0: what nobody has priced is not held against
     * any budget until the provider says what it cost.
     */
    @WithDefault("0")
    BigDecimal assumed();

    /** For the jobs of all callers that are created in one calendar month, UTC; what would go beyond is refused. Absent: no cap. */
    Optional<BigDecimal> monthlyCap();

    /**
     * For one song by route, {@code <provider>/<model>}, instead of the shipped price:
     * {@code segue.costs."apidot/minimax-music-2.6"=0.08}, {@code SEGUE_COSTS_APIDOT_MINIMAX_MUSIC_2_6=0.08}.
     */
    @WithParentName
    Map<String, BigDecimal> routes();
}
