package dev.segue.sandbox;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls to two of the parts with a fault in their words. */
record FaultyCalls(SandboxHouse house) {

    static final String CREATE = "/api/v1/audio/music";

    static final String LOOK = "/api/v1/tasks/";

    static final String USEAPI = "/v1/minimax/music/";

    HttpResponse<String> create(String fault) {
        return house.post(CREATE, wish(fault));
    }

    String created(String fault) {
        return new JsonObject(create(fault).body()).getJsonObject("data").getString("task_id");
    }

    JsonObject ended(String id, String status) {
        return house.until(
                        LOOK + id,
                        body -> body.getJsonObject("data").getString("status").equals(status))
                .getJsonObject("data");
    }

    HttpResponse<String> useapi(String fault) {
        return house.get(useapiTarget(fault));
    }

    String useapiTarget(String fault) {
        return USEAPI + "create?styleId=abcdef&prompt="
                + URLEncoder.encode("words [[sandbox:" + fault + "]]", StandardCharsets.UTF_8);
    }

    static JsonObject wish(String fault) {
        return new JsonObject().put("model", "minimax-music").put("prompt", "a song [[sandbox:" + fault + "]]");
    }
}
