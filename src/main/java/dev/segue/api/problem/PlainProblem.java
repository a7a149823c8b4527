package dev.segue.api.problem;

import io.vertx.core.json.JsonObject;

/** A problem whose status says it all, as it is answered before any resource is found. */
final class PlainProblem {

    private PlainProblem() {}

    static JsonObject of(int status, String title, String path) {
        return new JsonObject()
                .put("type", Problem.BLANK)
                .put("title", title)
                .put("status", status)
                .put("instance", path);
    }
}
