package dev.segue.provider;

import dev.segue.provider.http.ProviderClient;
import dev.segue.provider.http.Samples;
import dev.segue.provider.http.ScriptedProvider;
import dev.segue.provider.http.ScriptedProvider.Reaction;
import dev.segue.provider.http.ScriptedProvider.Seen;
import dev.segue.provider.http.Statuses;
import dev.segue.provider.http.TestClients;
import dev.segue.provider.http.TestSettings;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/** One adapter and its scripted provider, for tests of what is said and of how an answer is understood. */
public final class ProviderConversation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider provider = new ScriptedProvider(vertx);
    private final HealthBoard board = Boards.fresh();
    private final MusicProvider adapter;

    public ProviderConversation(String id, Statuses statuses, Function<ProviderClient, MusicProvider> adapter) {
        this.adapter = adapter.apply(TestClients.of(vertx, id, statuses, provider.base(), TestSettings.SHIPPED, board));
    }

    public MusicProvider adapter() {
        return adapter;
    }

    public Route route(String model) {
        return adapter.routes().stream()
                .filter(route -> route.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    public ProviderConversation does(Reaction... reactions) {
        provider.does(reactions);
        return this;
    }

    /** Answers as the provider's samples do, one after the other. */
    public ProviderConversation replays(String... samples) {
        Reaction[] reactions = new Reaction[samples.length];
        for (int i = 0; i < samples.length; i++) {
            reactions[i] = Samples.replay(adapter.id(), samples[i]);
        }
        return does(reactions);
    }

    public CreateAnswer create(String model, SongRequest song) {
        return create(model, song, null, null);
    }

    public CreateAnswer create(String model, SongRequest song, String account, String callbackUrl) {
        return adapter.create(new CreateOrder(route(model), song, account, callbackUrl))
                .await()
                .atMost(PATIENCE);
    }

    public TaskState look(String taskId) {
        return adapter.look(new Task(adapter.id(), null, "model", taskId))
                .await()
                .atMost(PATIENCE);
    }

    /** The only request so far. */
    public Seen heard() {
        if (provider.seen().size() != 1) {
            throw new AssertionError(provider.seen().size() + " requests");
        }
        return provider.seen().get(0);
    }

    public java.util.List<Seen> allHeard() {
        return provider.seen();
    }

    public JsonObject heardBody() {
        return new JsonObject(heard().body());
    }

    public void forget() {
        provider.seen().clear();
    }

    public boolean healthy() {
        return board.healthy(adapter.id());
    }

    @Override
    public void close() {
        provider.close();
        vertx.closeAndAwait();
    }
}
