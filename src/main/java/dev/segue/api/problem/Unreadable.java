package dev.segue.api.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Says in a problem what the router refuses in its own words: a request that names no host. One whose target is no URI, or whose
 * headers have no end, never comes this far: the server answers 400, 414 or 431 with nothing in it.
 */
@Singleton
class Unreadable {

    private static final int BAD_REQUEST = 400;

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(call -> {
            if (call.statusCode() == BAD_REQUEST && !call.response().headWritten()) {
                PlainProblem.answer(call, BAD_REQUEST, "Bad Request", Map.of());
            } else {
                call.next();
            }
        });
    }
}
