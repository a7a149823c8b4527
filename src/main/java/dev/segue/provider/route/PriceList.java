package dev.segue.provider.route;

import dev.segue.provider.settings.CostsConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What songs cost by route: as the operator says, else as shipped. */
public final class PriceList {

    private static final String PREFIX = "segue.costs.";
    /** Keys under the same prefix that name no route; the map has them too. */
    private static final Set<String> OTHERS = Set.of("assumed", "monthly.cap");

    private final Map<String, BigDecimal> set = new HashMap<>();
    private final BigDecimal assumed;

    /** @throws ConfigurationException with one sentence that names the property */
    public PriceList(CostsConfig costs, List<Route> routes) {
        List<String> known = routes.stream().map(route -> name(route.id())).toList();
        costs.routes().forEach((route, amount) -> {
            if (OTHERS.contains(name(route))) {
                return;
            }
            if (!known.contains(name(route))) {
                throw new ConfigurationException(PREFIX + route + " is no route; they are named <provider>/<model>");
            }
            set.put(name(route), notNegative(route, amount));
        });
        assumed = notNegative("assumed", costs.assumed());
        costs.monthlyCap().ifPresent(cap -> notNegative("monthly-cap", cap));
    }

    /** {@code null} if nobody has said. */
    public Price price(Route route) {
        BigDecimal amount = set.get(name(route.id()));
        return amount == null ? route.price() : Price.configured(amount);
    }

    /** What to reckon with before anybody has been paid. */
    public BigDecimal expected(Route route) {
        Price price = price(route);
        return price == null ? assumed : price.amount();
    }

    /** A variable of the environment has neither dots, dashes nor slashes: all of them are taken for the same. */
    private static String name(String route) {
        return route.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".").replaceAll("^\\.|\\.$", "");
    }

    private static BigDecimal notNegative(String name, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new ConfigurationException(PREFIX + name + " must not be negative");
        }
        return amount;
    }
}
