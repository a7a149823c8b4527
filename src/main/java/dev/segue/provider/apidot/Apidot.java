package dev.segue.provider.apidot;

import dev.segue.provider.CallsBack;
import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.CreateOrder;
import dev.segue.provider.LookFailure;
import dev.segue.provider.MusicProvider;
import dev.segue.provider.Task;
import dev.segue.provider.TaskState;
import dev.segue.provider.TaskState.Succeeded;
import dev.segue.provider.http.Call;
import dev.segue.provider.http.Lenient;
import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.ProviderClients;
import dev.segue.provider.http.Statuses;
import dev.segue.provider.http.Statuses.Refusal;
import dev.segue.provider.route.Route;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Singleton
class Apidot implements MusicProvider, CallsBack {

    static final String ID = "apidot";
    static final Statuses STATUSES = new Statuses(
            Map.of(
                    400, Refusal.REQUEST,
                    401, Refusal.KEY,
                    402, Refusal.CREDIT,
                    403, Refusal.KEY,
                    404, Refusal.REQUEST),
            true);

    private final ProviderClient client;
    private final GenerateMusic generateMusic;

    @Inject
    Apidot(ProviderClients clients, GenerateMusicLimits limits) {
        this(clients.of(ID, STATUSES), limits);
    }

    Apidot(ProviderClient client, GenerateMusicLimits limits) {
        this.client = client;
        this.generateMusic = new GenerateMusic(limits);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Route> routes() {
        return List.of(MinimaxMusic.ROUTE, generateMusic.route());
    }

    @Override
    public Uni<CreateAnswer> create(CreateOrder order) {
        return client.create(() -> Call.post("/api/generate/submit", body(order)), Apidot::started);
    }

    private static JsonObject body(CreateOrder order) {
        JsonObject input = order.route().providerModel().equals(GenerateMusic.MODEL)
                ? GenerateMusic.input(order.song())
                : MinimaxMusic.input(order.song());
        JsonObject body =
                new JsonObject().put("model", order.route().providerModel()).put("input", input);
        if (order.callbackUrl() != null) {
            body.put("callback_url", order.callbackUrl());
        }
        return body;
    }

    private static Optional<Started> started(Lenient body) {
        return Optional.ofNullable(body.text("data.task_id")).map(id -> new Started(id, null, Tasks.state(body)));
    }

    @Override
    public Uni<TaskState> look(Task task) {
        return client.look(status(task), Tasks::stateOrNull)
                .chain(state -> state instanceof Succeeded end && end.tracks().isEmpty()
                        ? detail(task)
                        : Uni.createFrom().item(state));
    }

    @Override
    public Optional<String> taskNamedIn(String body) {
        return Optional.ofNullable(Lenient.read(body).text("data.task_id", "task_id"));
    }

    @Override
    public Uni<Boolean> fits(Task candidate, Instant from, Instant until) {
        return client.look(
                status(candidate),
                body -> body.isObject() ? Tasks.fits(body.at("data"), candidate, from, until) : null);
    }

    private static Call status(Task task) {
        return Call.get("/api/generate/status/" + Call.segment(task.taskId()));
    }

    /** The status of a finished task may name no file; the detail page then may. It is asked once for each such look. */
    private Uni<TaskState> detail(Task task) {
        Call detail = Call.get("/api/generate/detail/music").with("task_id", task.taskId());
        return client.<TaskState>look(detail, body -> body.isObject() ? new Succeeded(Tasks.tracks(body)) : null)
                .onFailure(LookFailure.NotFound.class)
                .recoverWithItem(new Succeeded(List.of()));
    }
}
