package dev.segue.sandbox;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.fault.Armed;
import dev.segue.sandbox.fault.Fault;
import dev.segue.sandbox.fault.Faults;
import dev.segue.sandbox.part.Stage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Where a test asks for faults and reads what was received. No provider has anything like it. */
final class Desk {

    static final String ROOT = "/sandbox/";

    private final Faults faults;
    private final Journal journal;
    private final Stage stage;
    private final AudioHost audio;

    Desk(Faults faults, Journal journal, Stage stage, AudioHost audio) {
        this.faults = faults;
        this.journal = journal;
        this.stage = stage;
        this.audio = audio;
    }

    void serve(HttpServerRequest request, Buffer body) {
        switch (request.method().name() + " " + request.path()) {
            case "GET /sandbox/requests" -> answer(request, 200, journal.describe());
            case "GET /sandbox/tasks" -> answer(request, 200, new JsonObject().put("tasks", stage.tasks()));
            case "GET /sandbox/faults" -> answer(request, 200, armed());
            case "POST /sandbox/faults" -> arm(request, body);
            case "DELETE /sandbox/faults" -> {
                faults.clear();
                answer(request, 200, armed());
            }
            case "POST /sandbox/reset" -> {
                faults.clear();
                journal.clear();
                stage.clear();
                audio.clear();
                answer(request, 200, new JsonObject());
            }
            default -> answer(request, 404, complaint("sandbox: the desk has no such path"));
        }
    }

    /** {@code {"faults": ["create=503,times=2,provider=aimlapi"]}}: all or, where one is misspelt, none. */
    private void arm(HttpServerRequest request, Buffer body) {
        try {
            List<Fault> asked = new JsonObject(body)
                    .getJsonArray("faults", new JsonArray()).stream()
                            .map(text -> Fault.parse(String.valueOf(text)))
                            .toList();
            asked.forEach(faults::arm);
            answer(request, 201, armed());
        } catch (IllegalArgumentException | DecodeException | ClassCastException malformed) {
            answer(request, 400, complaint(malformed.getMessage()));
        }
    }

    private JsonObject armed() {
        JsonArray all = new JsonArray();
        for (Armed armed : faults.armed()) {
            all.add(new JsonObject().put("fault", armed.fault().toString()).put("left", armed.left()));
        }
        return new JsonObject().put("faults", all);
    }

    private static JsonObject complaint(String words) {
        return new JsonObject().put("error", words);
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Json.encode(body));
    }
}
