package dev.segue.sandbox.part;

import dev.segue.sandbox.audio.AudioHost;
import dev.segue.sandbox.audio.Item;
import dev.segue.sandbox.fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** useapi.net: a create is a GET that blocks until the song is there, one at a time for each account. */
final class Useapi implements Part {

    private static final String ROOT = "/v1/minimax/music/";
    private static final String CREATE = ROOT + "create";
    private static final String STYLES = ROOT + "styles/";
    private static final String BUSY = "The previous request has not been completed yet. Please try again later.";
    private static final String ONLY_ACCOUNT = "987654321";

    private final Tasks tasks;
    private final AudioHost audio;
    private final BiConsumer<Task, Runnable> whenEnded;

    Useapi(Tasks tasks, AudioHost audio, BiConsumer<Task, Runnable> whenEnded) {
        this.tasks = tasks;
        this.audio = audio;
        this.whenEnded = whenEnded;
    }

    @Override
    public String name() {
        return "useapi";
    }

    @Override
    public boolean owns(Call call) {
        return call.path().startsWith(ROOT);
    }

    @Override
    public boolean creates(Call call) {
        return call.is(HttpMethod.GET, CREATE);
    }

    @Override
    public Optional<String> looksAt(Call call) {
        boolean look = call.isBelow(HttpMethod.GET, ROOT)
                && !creates(call)
                && !call.path().startsWith(ROOT + "styles");
        return look ? Optional.of(call.name()) : Optional.empty();
    }

    @Override
    public Reading read(Call call) {
        JsonObject query = call.queries();
        Optional<String> complaint = new Rules(query)
                .required("styleId")
                .required("prompt")
                .text("prompt", 1, 600)
                .complaint();
        if (complaint.isPresent()) {
            return new Refusal(400, "Parameter " + complaint.get());
        }
        String account = account(query);
        boolean busy = tasks.newestFirst(name()).stream()
                .anyMatch(task -> account(task.wish().fields()).equals(account) && !task.ended());
        return busy ? new Refusal(429, BUSY) : Wish.of("music/create", query);
    }

    @Override
    public String newId(Wish wish, UUID random) {
        long digits = Math.floorMod(random.getMostSignificantBits(), 1_000_000_000_000_000_000L);
        return "user:1234-minimax:%s-music:%018d".formatted(account(wish.fields()), digits);
    }

    @Override
    public void created(Call call, Task task) {
        whenEnded.accept(task, () -> {
            switch (task.phase()) {
                case FAILED -> call.json(500, error(500, "Internal server error", call));
                case MODERATED -> call.json(422, error(422, "Moderated prompt", call));
                default -> call.json(200, song(task));
            }
        });
    }

    private JsonObject song(Task task) {
        JsonObject song = new JsonObject().put("musicId", task.id());
        if (!task.has(Kind.NO_AUDIO)) {
            song.put("audioURL", audio.publish(item(task))).put("duration", seconds(task));
        }
        return song;
    }

    @Override
    public Future<JsonObject> look(Task task) {
        return Future.succeededFuture(describe(task));
    }

    @Override
    public void other(Call call) {
        if (call.is(HttpMethod.GET, ROOT)) {
            call.json(200, list(call));
        } else if (call.is(HttpMethod.GET, STYLES)) {
            call.json(200, styles());
        } else {
            call.json(404, error(404, "Not found", call));
        }
    }

    /** Moderated and failed songs never appear here, nor does one that is not ready yet. */
    private JsonArray list(Call call) {
        int limit = call.query("limit") == null ? 20 : Integer.parseInt(call.query("limit"));
        String last = call.query("lastMusicId");
        JsonArray songs = new JsonArray();
        tasks.newestFirst(name()).stream()
                .filter(task -> account(task.wish().fields()).equals(account(call.queries())))
                .dropWhile(task -> last != null && !task.id().equals(last))
                .skip(last == null ? 0 : 1)
                .filter(task -> task.phase() == Task.Phase.DONE && !task.withdrawn())
                .limit(limit)
                .forEach(task -> songs.add(describe(task)));
        return songs;
    }

    private JsonObject describe(Task task) {
        JsonObject fields = task.wish().fields();
        int status = status(task);
        boolean there = task.phase() == Task.Phase.DONE && !task.has(Kind.NO_AUDIO);
        return new JsonObject()
                .put("title", fields.getString("title", ""))
                .put("lyrics", fields.getString("prompt"))
                .put("style", "Pop")
                .put("coverURL", audio.cover(item(task)))
                .put("audioURL", there ? audio.publish(item(task)) : "")
                .put("status", status)
                .put("statusLabel", label(status))
                .put("statusFinal", status > 1)
                .put("createTime", task.createdAt().toEpochMilli())
                .put("duration", there ? seconds(task) : 0)
                .put("musicId", task.id());
    }

    private static int status(Task task) {
        return switch (task.phase()) {
            case QUEUED -> 0;
            case GENERATING -> 1;
            case DONE -> task.withdrawn() ? 4 : 2;
            case FAILED -> 3;
            case MODERATED -> 4;
        };
    }

    private static String label(int status) {
        return switch (status) {
            case 0 -> "pending";
            case 1 -> "processing";
            case 2 -> "completed";
            case 4 -> "moderated";
            default -> "unknown";
        };
    }

    private static JsonArray styles() {
        return new JsonArray()
                .add(group("Recommended", style("abcdef", "Pop"), style("fedcba", "Rock")))
                .add(group("Mood", style("123456", "Calm")));
    }

    private static JsonObject group(String name, JsonObject... styles) {
        return new JsonObject().put("name", name).put("styles", new JsonArray(List.of(styles)));
    }

    private static JsonObject style(String id, String name) {
        return new JsonObject()
                .put("url", "https://cdn.example.com/styles/" + id + ".mp3")
                .put("styleId", id)
                .put("name", name);
    }

    /** 422 and 429 come without a code, all others with. */
    @Override
    public JsonObject error(int status, String message, Call call) {
        JsonObject error = new JsonObject().put("error", message);
        return status == 422 || status == 429 ? error : error.put("code", status);
    }

    private static Item item(Task task) {
        return task.items().get(0);
    }

    private static long seconds(Task task) {
        return item(task).recipe().length().toSeconds();
    }

    private static String account(JsonObject fields) {
        return fields.getString("account", ONLY_ACCOUNT);
    }
}
