package dev.segue.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a route is chosen among those that accept a request and are healthy. */
@ConfigMapping(prefix = "segue.routing")
public interface RoutingConfig {

    /** {@code order}: as the catalogue lists them; {@code cheapest}: by price, unknown ones last; {@code fastest}: by observed median duration. A request's own {@code providers} go first. */
    @WithDefault("order")
    Policy policy();

    enum Policy {
        ORDER,
        CHEAPEST,
        FASTEST
    }
}
