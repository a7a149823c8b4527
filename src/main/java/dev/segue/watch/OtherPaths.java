package dev.segue.watch;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Counts requests that reach no resource under one name. Otherwise whatever path a stranger is refused for would be a time series of its
 * own, with what stands in it, until there are so many that Micrometer counts no resource that it has not seen yet. A resource puts
 * its template in the place of this one.
 */
@Singleton
class OtherPaths {

    private static final String NAME = "/other";

    /** Quarkus's own name for it. */
    private static final String TEMPLATE = "UrlPathTemplate";

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(OtherPaths::name).failureHandler(OtherPaths::name);
    }

    private static void name(RoutingContext call) {
        Context context = ((HttpServerRequestInternal) call.request()).context();
        if (context.getLocal(TEMPLATE) == null) {
            context.putLocal(TEMPLATE, NAME);
        }
        call.next();
    }
}
