package dev.segue.provider;

import dev.segue.provider.route.PriceList;
import dev.segue.provider.route.Route;
import dev.segue.provider.settings.CostsConfig;
import dev.segue.provider.settings.ProvidersConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every model and its routes, in the order that the routing policy {@code order} takes them. */
@Singleton
public class Catalogue {

    private final Map<String, MusicProvider> providers = new LinkedHashMap<>();
    private final Map<String, List<Route>> routes = new LinkedHashMap<>();
    private final PriceList prices;

    @Inject
    Catalogue(Instance<MusicProvider> found, CostsConfig costs) {
        Map<String, MusicProvider> byId = new LinkedHashMap<>();
        found.forEach(provider -> byId.put(provider.id(), provider));
        for (String id : ProvidersConfig.IDS) {
            Optional.ofNullable(byId.get(id)).ifPresent(provider -> providers.put(id, provider));
        }
        List<Route> shipped = providers.values().stream()
                .flatMap(provider -> provider.routes().stream())
                .toList();
        prices = new PriceList(costs, shipped);
        shipped.forEach(route -> routes.computeIfAbsent(route.model(), model -> new ArrayList<>())
                .add(route.at(prices.price(route))));
    }

    /** What one song may cost there, in USD, by the price list, else as assumed. */
    public BigDecimal expectedCost(Route route) {
        return prices.expected(route);
    }

    public Map<String, List<Route>> models() {
        return Collections.unmodifiableMap(routes);
    }

    /** The model's routes, none if nobody knows it. */
    public List<Route> routes(String model) {
        return Collections.unmodifiableList(routes.getOrDefault(model, List.of()));
    }

    public Optional<Route> route(String provider, String model) {
        return routes(model).stream()
                .filter(route -> route.provider().equals(provider))
                .findFirst();
    }

    public MusicProvider provider(String id) {
        MusicProvider provider = providers.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("no provider " + id);
        }
        return provider;
    }

    /** The provider's optional extra, if it has it. */
    public <T> Optional<T> extra(String id, Class<T> extra) {
        return Optional.ofNullable(providers.get(id)).filter(extra::isInstance).map(extra::cast);
    }
}
