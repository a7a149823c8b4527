package dev.segue.api.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** A problem answered before any resource is found. */
final class PlainProblem {

    private PlainProblem() {}

    static void answer(RoutingContext call, int status, String title, Map<CharSequence, String> headers) {
        headers.forEach(call.response()::putHeader);
        call.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", Problem.BLANK)
                        .put("title", title)
                        .put("status", status)
                        .put("instance", call.request().path())
                        .encode());
    }
}
