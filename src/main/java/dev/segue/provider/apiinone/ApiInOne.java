package dev.segue.provider.apiinone;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.CreateOrder;
import dev.segue.provider.MusicProvider;
import dev.segue.provider.Task;
import dev.segue.provider.TaskState;
import dev.segue.provider.http.Call;
import dev.segue.provider.http.Lenient;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.ProviderClients;
import dev.segue.provider.http.Statuses;
import dev.segue.provider.http.Statuses.Refusal;
import dev.segue.provider.route.Field;
import dev.segue.provider.route.Price;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Singleton
class ApiInOne implements MusicProvider {

    static final String ID = "apiinone";
    static final Statuses STATUSES = new Statuses(
            Map.of(
                    400, Refusal.REQUEST,
                    401, Refusal.KEY,
                    402, Refusal.CREDIT,
                    403, Refusal.KEY,
                    404, Refusal.REQUEST),
            true);

    private static final Route ROUTE = new Route(
            ID,
            "minimax-music",
            "minimax-music",
            List.of(
                    Field.text("prompt").require().length(1, null),
                    Field.text("lyrics"),
                    Field.flag("instrumental").oneOf(false),
                    Field.integer("audio.sample_rate")
                            .oneOf(16000, 24000, 32000, 44100)
                            .orElse(44100),
                    Field.integer("audio.bitrate")
                            .oneOf(32000, 60000, 64000, 128000, 256000)
                            .orElse(256000)),
            List.of(),
            Price.usd("0.06", "API in One's page for MiniMax Music, 30 credits, about $0.06", "2026"));

    private final ProviderClient client;

    @Inject
    ApiInOne(ProviderClients clients) {
        this(clients.of(ID, STATUSES));
    }

    ApiInOne(ProviderClient client) {
        this.client = client;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Route> routes() {
        return List.of(ROUTE);
    }

    @Override
    public Uni<CreateAnswer> create(CreateOrder order) {
        return client.create(() -> Call.post("/api/v1/audio/music", body(order)), ApiInOne::started);
    }

    /** What is absent is left to API in One's own defaults. */
    private static JsonObject body(CreateOrder order) {
        SongRequest song = order.song();
        JsonObject body = new JsonObject().put("model", order.route().providerModel());
        Map.of("prompt", "prompt", "lyrics", "lyrics", "audio.bitrate", "bitrate", "audio.sample_rate", "sample_rate")
                .forEach((field, name) -> {
                    if (song.has(field)) {
                        body.put(name, song.value(field));
                    }
                });
        return body;
    }

    private static Optional<Started> started(Lenient body) {
        return Optional.ofNullable(body.text("data.task_id", "task_id", "id"))
                .map(id -> new Started(id, null, Tasks.state(body)));
    }

    @Override
    public Uni<TaskState> look(Task task) {
        return client.look(
                Call.get("/api/v1/tasks/" + Call.segment(task.taskId())),
                body -> body.isObject() ? Tasks.state(body) : null);
    }
}
