package dev.segue.sandbox.part;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.audio.Item;
import dev.segue.sandbox.fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** APIDot: one submit for all models, the model's own fields in {@code input}. */
final class Apidot implements Part {

    private static final String ROOT = "/api/generate/";
    private static final String SUBMIT = ROOT + "submit";
    private static final String STATUS = ROOT + "status/";
    private static final String DETAIL = ROOT + "detail/music";
    private static final int CREDITS = 20;

    private final Tasks tasks;
    private final AudioHost audio;
    private final Clock clock;

    Apidot(Tasks tasks, AudioHost audio, Clock clock) {
        this.tasks = tasks;
        this.audio = audio;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "apidot";
    }

    @Override
    public boolean owns(Call call) {
        return call.path().startsWith(ROOT);
    }

    @Override
    public boolean creates(Call call) {
        return call.is(HttpMethod.POST, SUBMIT);
    }

    @Override
    public Optional<String> looksAt(Call call) {
        return call.isBelow(HttpMethod.GET, STATUS) ? Optional.of(call.name()) : Optional.empty();
    }

    @Override
    public Reading read(Call call) {
        JsonObject body = call.body().orElse(new JsonObject());
        if (!(body.getValue("input") instanceof JsonObject input)) {
            return new Refusal(400, "input is required");
        }
        JsonObject fields = input.copy().put("callback_url", body.getValue("callback_url"));
        String model = String.valueOf(body.getValue("model"));
        Optional<String> complaint =
                switch (model) {
                    case "minimax-music-2.6" -> minimax(fields);
                    case "generate-music" -> generateMusic(fields);
                    default -> Optional.of("model is not supported");
                };
        return complaint.isPresent() ? new Refusal(400, complaint.get()) : wish(model, fields);
    }

    private static Wish wish(String model, JsonObject fields) {
        Wish wish = Wish.of(model, fields).withCallback(fields.getString("callback_url"));
        return model.equals("generate-music")
                ? wish.withFiles(2)
                : wish.withSetting(fields.getJsonObject("audio_setting"));
    }

    private static Optional<String> minimax(JsonObject input) {
        boolean wordless = Boolean.TRUE.equals(input.getValue("lyrics_optimizer"))
                || Boolean.TRUE.equals(input.getValue("is_instrumental"));
        Rules rules = new Rules(input)
                .required("prompt")
                .text("prompt", 10, 2000)
                .text("lyrics", 0, 3500)
                .bool("lyrics_optimizer")
                .bool("is_instrumental")
                .audioSetting(false)
                .uri("callback_url");
        return (wordless ? rules : rules.required("lyrics")).complaint();
    }

    private static Optional<String> generateMusic(JsonObject input) {
        boolean custom = Boolean.TRUE.equals(input.getValue("custom_mode"));
        boolean v4 = "V4".equals(input.getValue("mv"));
        boolean shortTitle = v4 || "V4_5ALL".equals(input.getValue("mv"));
        Rules rules = new Rules(input)
                .required("prompt")
                .required("custom_mode")
                .required("instrumental")
                .required("mv")
                .bool("custom_mode")
                .bool("instrumental")
                .oneOf("mv", "V4", "V4_5", "V4_5PLUS", "V4_5ALL", "V5", "V5_5")
                .text("prompt", 1, custom ? (v4 ? 3000 : 5000) : 500)
                .text("style", 0, v4 ? 200 : 1000)
                .text("title", 0, shortTitle ? 80 : 100)
                .oneOf("vocal_gender", "m", "f")
                .number("style_weight", 0, 1)
                .number("weirdness_constraint", 0, 1)
                .number("audio_weight", 0, 1)
                .uri("callback_url");
        return (custom ? rules.required("style").required("title") : rules).complaint();
    }

    @Override
    public String newId(Wish wish, UUID random) {
        return "task-unified-" + random;
    }

    @Override
    public void created(Call call, Task task) {
        JsonObject data = head(task, "not_started").put("created_time", createdTime(task));
        call.json(200, new JsonObject().put("code", 200).put("data", data));
    }

    @Override
    public Future<JsonObject> look(Task task) {
        JsonObject data = head(task, word(task.phase()))
                .put("progress", task.percent())
                .put("created_time", createdTime(task))
                .put("error_message", errorMessage(task));
        if (task.phase() == Task.Phase.DONE) {
            data.put("credits_amount", CREDITS);
            JsonArray files = task.has(Kind.NO_AUDIO) ? new JsonArray() : files(task);
            if (task.wish().files() > 1) {
                data.put("files", files);
            } else {
                data.put("output", new JsonObject().put("files", files));
            }
        }
        return Future.succeededFuture(new JsonObject().put("code", 200).put("data", data));
    }

    @Override
    public void other(Call call) {
        Optional<Task> task = call.is(HttpMethod.GET, DETAIL)
                ? tasks.find(name(), String.valueOf(call.query("task_id")))
                : Optional.empty();
        if (task.isEmpty()) {
            call.json(404, error(404, "Not found", call));
            return;
        }
        JsonObject data = head(task.get(), word(task.get().phase()));
        if (task.get().phase() == Task.Phase.DONE && !task.get().has(Kind.NO_AUDIO)) {
            data.put("files", files(task.get()));
        }
        call.json(200, new JsonObject().put("code", 200).put("data", data));
    }

    @Override
    public JsonObject error(int status, String message, Call call) {
        String type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 402 -> "insufficient_credits";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 429 -> "rate_limited";
                    default -> status < 500 ? "invalid_request_error" : "server_error";
                };
        return new JsonObject()
                .put("code", status)
                .put("error", new JsonObject().put("message", message).put("type", type));
    }

    private JsonArray files(Task task) {
        JsonArray files = new JsonArray();
        for (Item item : task.items()) {
            files.add(task.wish().files() > 1 ? variant(task, item) : plain(item));
        }
        return files;
    }

    private JsonObject plain(Item item) {
        return new JsonObject().put("file_url", audio.publish(item)).put("file_type", "audio");
    }

    private JsonObject variant(Task task, Item item) {
        JsonObject fields = task.wish().fields();
        return new JsonObject()
                .put("audio_id", item.name())
                .put("audio_url", audio.publish(item))
                .put("image_url", audio.cover(item))
                .put("title", fields.getString("title", "Untitled"))
                .put("tags", fields.getString("style", ""))
                .put("duration", item.recipe().length().toMillis() / 1000.0)
                .put("prompt", fields.getString("prompt"));
    }

    private static JsonObject head(Task task, String status) {
        return new JsonObject().put("task_id", task.id()).put("status", status);
    }

    /** Without a zone, as the provider has it. */
    private String createdTime(Task task) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(task.createdAt().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC));
    }

    private static String word(Task.Phase phase) {
        return switch (phase) {
            case QUEUED -> "not_started";
            case GENERATING -> "running";
            case DONE -> "finished";
            case FAILED, MODERATED -> "failed";
        };
    }

    private static String errorMessage(Task task) {
        return switch (task.phase()) {
            case FAILED -> "Generation failed, please try again";
            case MODERATED -> "Content moderation: sensitive lyrics";
            default -> null;
        };
    }
}
