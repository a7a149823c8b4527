package dev.segue.api.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Says in a problem what the router refuses in its own words: a request that names no host, or whose target is no URI. One whose head
 * is too long, or none, never comes this far: the server answers 400, 414 or 431 with nothing in it.
 */
@Singleton
class Unreadable {

    private static final int BAD_REQUEST = 400;
    private static final int BEFORE_ALL_BUT_METERS = Integer.MIN_VALUE + 1;

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_BUT_METERS).failureHandler(call -> {
            if (call.statusCode() == BAD_REQUEST && !call.response().headWritten()) {
                call.response()
                        .setStatusCode(BAD_REQUEST)
                        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                        .end(PlainProblem.of(
                                        BAD_REQUEST,
                                        "Bad Request",
                                        call.request().path())
                                .encode());
            } else {
                call.next();
            }
        });
    }
}
