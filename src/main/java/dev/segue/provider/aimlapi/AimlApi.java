package dev.segue.provider.aimlapi;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.CreateAnswer.Usage;
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
import dev.segue.provider.route.Route;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Singleton
class AimlApi implements MusicProvider {

    static final String ID = "aimlapi";
    static final Statuses STATUSES = new Statuses(
            Map.of(400, Refusal.REQUEST, 401, Refusal.KEY, 403, Refusal.CREDIT, 404, Refusal.REQUEST), false);

    private static final String PATH = "/v2/generate/audio";

    private final ProviderClient client;

    @Inject
    AimlApi(ProviderClients clients) {
        this(clients.of(ID, STATUSES));
    }

    AimlApi(ProviderClient client) {
        this.client = client;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Route> routes() {
        return Models.ROUTES;
    }

    @Override
    public Uni<CreateAnswer> create(CreateOrder order) {
        return client.create(() -> Call.post(PATH, Models.body(order)), AimlApi::started);
    }

    private static Optional<Started> started(Lenient body) {
        return Optional.ofNullable(body.text("id")).map(id -> new Started(id, usage(body), Generations.state(body)));
    }

    /** Said by the create only: looks are free and mostly leave it out. */
    private static Usage usage(Lenient body) {
        Double usd = body.number("meta.usage.usd_spent");
        Long credits = body.whole("meta.usage.credits_used");
        return usd == null && credits == null ? null : new Usage(usd == null ? null : BigDecimal.valueOf(usd), credits);
    }

    /** Ids hold colons and slashes: the client percent-encodes the query, once. */
    @Override
    public Uni<TaskState> look(Task task) {
        return client.look(
                Call.get(PATH).with("generation_id", task.taskId()),
                body -> body.isObject() ? Generations.state(body) : null);
    }
}
