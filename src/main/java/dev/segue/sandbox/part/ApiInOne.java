package dev.segue.sandbox.part;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/** API in One. What its look answers is documented nowhere; this is one of the forms its sister services use. */
final class ApiInOne implements Part {

    private static final String CREATE = "/api/v1/audio/music";
    private static final String TASKS = "/api/v1/tasks/";

    private final AudioHost audio;

    ApiInOne(AudioHost audio) {
        this.audio = audio;
    }

    @Override
    public String name() {
        return "apiinone";
    }

    @Override
    public boolean owns(Call call) {
        return call.path().equals(CREATE) || call.path().startsWith(TASKS);
    }

    @Override
    public boolean creates(Call call) {
        return call.is(HttpMethod.POST, CREATE);
    }

    @Override
    public Optional<String> looksAt(Call call) {
        return call.isBelow(HttpMethod.GET, TASKS) ? Optional.of(call.name()) : Optional.empty();
    }

    @Override
    public Reading read(Call call) {
        JsonObject body = call.body().orElse(new JsonObject());
        Optional<String> complaint = new Rules(body)
                .required("model")
                .oneOf("model", "minimax-music")
                .required("prompt")
                .text("prompt", 1, 100_000)
                .text("lyrics", 0, 100_000)
                .oneOf("bitrate", 32000, 60000, 64000, 128000, 256000)
                .oneOf("sample_rate", 16000, 24000, 32000, 44100)
                .complaint();
        return complaint.isPresent()
                ? new Refusal(400, "Invalid parameters: " + complaint.get())
                : Wish.of("minimax-music", body).withSetting(setting(body));
    }

    private static JsonObject setting(JsonObject body) {
        return new JsonObject()
                .put("bitrate", body.getInteger("bitrate", 256_000))
                .put("sample_rate", body.getInteger("sample_rate", 44_100));
    }

    @Override
    public String newId(Wish wish, UUID random) {
        return "n" + random.toString().replace("-", "") + "_minimax";
    }

    @Override
    public void created(Call call, Task task) {
        call.json(200, wrapped(task, "IN_PROGRESS"));
    }

    @Override
    public Future<JsonObject> look(Task task) {
        JsonObject body = wrapped(task, word(task.phase()));
        JsonObject data = body.getJsonObject("data");
        switch (task.phase()) {
            case DONE -> {
                JsonObject output = new JsonObject();
                data.put("output", output);
                if (!task.has(Kind.NO_AUDIO)) {
                    output.put("audio_url", audio.publish(task.items().get(0)));
                }
            }
            case FAILED -> data.put("error", "Generation failed");
            case MODERATED -> data.put("error", "Content moderation: the lyrics were flagged");
            default -> {}
        }
        return Future.succeededFuture(body);
    }

    @Override
    public JsonObject error(int status, String message, Call call) {
        String type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 402 -> "insufficient_credits";
                    case 403 -> "permission_denied";
                    case 404 -> "not_found";
                    case 429 -> "rate_limit_exceeded";
                    default -> status < 500 ? "invalid_request" : "server_error";
                };
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", status)
                                .put("message", message)
                                .put("type", type));
    }

    private static JsonObject wrapped(Task task, String status) {
        return new JsonObject()
                .put("code", 200)
                .put("message", "success")
                .put("data", new JsonObject().put("task_id", task.id()).put("status", status));
    }

    private static String word(Task.Phase phase) {
        return switch (phase) {
            case QUEUED, GENERATING -> "IN_PROGRESS";
            case DONE -> "completed";
            case FAILED, MODERATED -> "failed";
        };
    }
}
