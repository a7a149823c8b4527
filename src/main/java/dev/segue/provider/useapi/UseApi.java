package dev.segue.provider.useapi;

import dev.segue.provider.CreateAnswer;
import dev.segue.provider.CreateAnswer.Started;
import dev.segue.provider.CreateOrder;
import dev.segue.provider.ListsSongs;
import dev.segue.provider.ListsStyles;
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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Singleton
class UseApi implements MusicProvider, MusicProvider.TakesBack, ListsSongs, ListsStyles {

    static final String ID = "useapi";
    static final Statuses STATUSES = new Statuses(
            Map.of(
                    400, Refusal.REQUEST,
                    401, Refusal.KEY,
                    402, Refusal.ACCOUNT_CREDIT,
                    403, Refusal.ACCOUNT,
                    412, Refusal.ACCOUNT,
                    422, Refusal.MODERATED,
                    // Theirs, not HTTP's: the account's session at MiniMax is broken.
                    596, Refusal.ACCOUNT),
            false);

    private static final String MUSIC = "/v1/minimax/music/";
    private static final Route ROUTE = new Route(
            ID,
            "minimax-music",
            "music/create",
            List.of(
                    Field.text("lyrics").require().length(1, 600),
                    Field.text("style_id").require().length(1, null),
                    Field.flag("instrumental").oneOf(false)),
            List.of(),
            Price.usd("0", "useapi.net, a flat subscription", "2026"));

    private final ProviderClient client;

    @Inject
    UseApi(ProviderClients clients) {
        this(clients.of(ID, STATUSES));
    }

    UseApi(ProviderClient client) {
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
        return client.create(() -> call(order.song(), order.account()), UseApi::started);
    }

    private static Call call(SongRequest song, String account) {
        return Call.get(MUSIC + "create")
                .with("styleId", song.text("style_id"))
                .with("prompt", song.text("lyrics"))
                .with("account", account)
                .with("title", song.text("title"));
    }

    private static Optional<Started> started(Lenient body) {
        return Optional.ofNullable(body.text("musicId")).map(id -> new Started(id, null, Songs.made(body)));
    }

    @Override
    public Uni<TaskState> look(Task task) {
        return client.look(
                Call.get(MUSIC + Call.segment(task.taskId())), body -> body.isObject() ? Songs.state(body) : null);
    }

    @Override
    public Uni<List<ListedSong>> songs(String account) {
        return client.look(
                Call.get(MUSIC).with("account", account).with("limit", "20"),
                body -> body.isArray() ? Songs.listed(body) : null);
    }

    @Override
    public Uni<List<StyleGroup>> styles(String account) {
        return client.look(
                Call.get(MUSIC + "styles/").with("account", account),
                body -> body.isArray() ? Songs.styles(body) : null);
    }
}
