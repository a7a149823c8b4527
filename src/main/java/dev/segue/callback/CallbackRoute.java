package dev.segue.callback;

import dev.segue.callback.Tokens.Issued;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that providers call. Not a REST resource, for those read a body whole before anybody may decline it; and before the
 * server's limits, for whoever knows a token is thanked, whatever else is sent. Nothing of the path is ever logged.
 */
@Singleton
class CallbackRoute {

    private static final String ROOT = "/v1/callbacks/";
    /** As dispatch writes them; anything else was never issued, and costs no question to the database. */
    private static final Pattern ADDRESS = Pattern.compile(ROOT + "([a-z]{1,20})/([A-Za-z0-9_-]{32})");
    /** Before the limits on bodies. */
    private static final int PRIORITY = 2000;

    private final Vertx vertx;
    private final Tokens tokens;
    private final Hearing hearing;

    @Inject
    CallbackRoute(Vertx vertx, Tokens tokens, Hearing hearing) {
        this.vertx = vertx;
        this.tokens = tokens;
        this.hearing = hearing;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, PRIORITY);
    }

    private void filter(RoutingContext call) {
        if (call.request().method() == HttpMethod.POST && call.normalizedPath().startsWith(ROOT)) {
            called(call);
        } else {
            call.next();
        }
    }

    private void called(RoutingContext call) {
        Matcher address = ADDRESS.matcher(call.normalizedPath());
        Uni<String> body = CallbackBody.of(call.request(), vertx);
        body.subscribe().with(read -> {}); // from now on: bytes that come while the token is looked up are not lost
        if (!address.matches()) {
            answer(call, 404);
            return;
        }
        String provider = address.group(1);
        tokens.find(provider, address.group(2))
                .subscribe()
                .with(
                        found -> found.ifPresentOrElse(
                                issued -> thank(call, provider, issued, body), () -> answer(call, 404)),
                        failure -> answer(call, 503));
    }

    private void thank(RoutingContext call, String provider, Issued issued, Uni<String> body) {
        body.subscribe().with(text -> {
            answer(call, 202);
            hearing.called(provider, issued, text);
        });
    }

    private static void answer(RoutingContext call, int status) {
        if (!call.response().ended() && !call.response().closed()) {
            call.response().setStatusCode(status).end();
        }
    }
}
