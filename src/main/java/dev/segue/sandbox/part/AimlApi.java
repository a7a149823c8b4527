package dev.segue.sandbox.part;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.audio.Item;
import dev.segue.sandbox.fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** AI/ML API: one path for all models, to start and to look. */
final class AimlApi implements Part {

    private static final String PATH = "/v2/generate/audio";
    /** Their ids are short; all others are {@code uuid:model}, slash included. */
    private static final Set<String> SHORT_IDS = Set.of("minimax/music-2.6", "minimax/music-2.0");

    private final AudioHost audio;
    private final Clock clock;

    AimlApi(AudioHost audio, Clock clock) {
        this.audio = audio;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "aimlapi";
    }

    @Override
    public boolean owns(Call call) {
        return call.path().equals(PATH);
    }

    @Override
    public boolean creates(Call call) {
        return call.is(HttpMethod.POST, PATH);
    }

    @Override
    public Optional<String> looksAt(Call call) {
        return call.is(HttpMethod.GET, PATH) ? Optional.ofNullable(call.query("generation_id")) : Optional.empty();
    }

    @Override
    public Reading read(Call call) {
        JsonObject body = call.body().orElse(new JsonObject());
        String model = body.getValue("model") instanceof String text ? text : "";
        Rules rules = new Rules(body).required("model").required("prompt");
        switch (model) {
            case "minimax-music" ->
                rules.text("prompt", 1, 600).required("reference_audio_url").uri("reference_audio_url");
            case "minimax/music-2.6", "minimax/music-2.0" -> song(rules.text("prompt", 10, 2000));
            case "minimax/music-1.5" -> song(rules.text("prompt", 10, 300));
            case "minimax/music-cover" ->
                rules.text("prompt", 10, 2000)
                        .required("reference_audio_url")
                        .uri("reference_audio_url")
                        .text("lyrics", 10, 3000)
                        .audioSetting(true);
            case "stable-audio" ->
                rules.text("prompt", 1, 10_000).number("seconds_total", 1, 47).number("steps", 1, 1000);
            case "elevenlabs/eleven_music" -> rules.text("prompt", 1, 2000).number("music_length_ms", 10_000, 300_000);
            case "google/lyria2" ->
                rules.text("prompt", 1, 10_000)
                        .text("negative_prompt", 0, 10_000)
                        .number("seed", 0, 4294967295.0);
            default -> rules.complainUnless(false, "model is not supported");
        }
        return rules.complaint()
                .<Reading>map(complaint -> new Refusal(400, complaint))
                .orElseGet(() -> wish(model, body));
    }

    private static void song(Rules rules) {
        rules.required("lyrics").text("lyrics", 10, 3000).audioSetting(true);
    }

    private static Wish wish(String model, JsonObject body) {
        Wish wish = Wish.of(model, body).withSetting(body.getJsonObject("audio_setting"));
        return switch (model) {
            case "stable-audio" -> wish.withLength(Duration.ofSeconds(body.getInteger("seconds_total", 8)));
            case "elevenlabs/eleven_music" ->
                wish.withLength(Duration.ofMillis(body.getInteger("music_length_ms", 10_000)));
            default -> wish;
        };
    }

    @Override
    public String newId(Wish wish, UUID random) {
        if (!SHORT_IDS.contains(wish.model())) {
            return random + ":" + wish.model();
        }
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    @Override
    public void created(Call call, Task task) {
        JsonObject body = new JsonObject().put("id", task.id()).put("status", "queued");
        if (task.wish().model().equals("minimax/music-2.6")) {
            JsonObject usage = new JsonObject().put("credits_used", 390_000).put("usd_spent", 0.195);
            body.put("meta", new JsonObject().put("usage", usage));
        }
        call.json(201, body);
    }

    @Override
    public Future<JsonObject> look(Task task) {
        JsonObject body = new JsonObject().put("id", task.id()).put("status", word(task.phase()));
        return switch (task.phase()) {
            case QUEUED, GENERATING -> Future.succeededFuture(body);
            case DONE ->
                task.has(Kind.NO_AUDIO)
                        ? Future.succeededFuture(body)
                        : file(task).map(file -> body.put("audio_file", file));
            case FAILED -> failed(body, "Error", "Downstream service error.");
            case MODERATED -> failed(body, "ModerationError", "Content moderation: the lyrics were flagged");
        };
    }

    private static Future<JsonObject> failed(JsonObject body, String name, String message) {
        return Future.succeededFuture(
                body.put("error", new JsonObject().put("name", name).put("message", message)));
    }

    /** The newer models promise the address alone. */
    private Future<JsonObject> file(Task task) {
        Item item = task.items().get(0);
        JsonObject file = new JsonObject().put("url", audio.publish(item));
        return SHORT_IDS.contains(task.wish().model())
                ? Future.succeededFuture(file)
                : audio.size(item).map(size -> file.put(
                                "content_type", item.recipe().format().contentType())
                        .put("file_name", "output." + item.recipe().format().extension())
                        .put("file_size", size));
    }

    @Override
    public JsonObject error(int status, String message, Call call) {
        return new JsonObject()
                .put("message", message)
                .put("path", call.path())
                .put("requestId", UUID.randomUUID().toString())
                .put("statusCode", String.valueOf(status))
                .put("timestamp", clock.instant().toString());
    }

    private static String word(Task.Phase phase) {
        return switch (phase) {
            case QUEUED -> "queued";
            case GENERATING -> "generating";
            case DONE -> "completed";
            case FAILED, MODERATED -> "error";
        };
    }
}
