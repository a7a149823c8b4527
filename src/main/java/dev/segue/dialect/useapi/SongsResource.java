package dev.segue.dialect.useapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.dialect.DialectException;
import dev.segue.dialect.Songs;
import dev.segue.dialect.Standings;
import dev.segue.ledger.Entry;
import dev.segue.provider.route.SongRequests;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

@Path("/v1/minimax/music")
@Produces(MediaType.APPLICATION_JSON)
class SongsResource {

    private static final int GREATEST_LIMIT = 100;

    private final Songs songs;
    private final Songbook songbook;
    private final Styles styles;
    private final Accounts accounts;
    private final Standings standings;
    private final CurrentCaller caller;

    @Inject
    SongsResource(
            Songs songs,
            Songbook songbook,
            Styles styles,
            Accounts accounts,
            Standings standings,
            CurrentCaller caller) {
        this.songs = songs;
        this.songbook = songbook;
        this.styles = styles;
        this.accounts = accounts;
        this.standings = standings;
        this.caller = caller;
    }

    @GET
    @Path("/{musicId}")
    public Uni<ObjectNode> song(@PathParam("musicId") String id, @Context HttpServerRequest asked) {
        String origin = Songs.origin(asked);
        return songs.own(id, "Music").chain(entry -> answer(entry, origin));
    }

    @GET
    @Path("/")
    public Uni<List<ObjectNode>> list(
            @QueryParam("limit") @DefaultValue("20") String limit,
            @QueryParam("lastMusicId") String last,
            @Context HttpServerRequest asked) {
        String who = caller.id(Scope.JOBS_READ);
        String origin = Songs.origin(asked);
        return songbook.page(who, checked(last), number(limit))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(entry -> answer(entry, origin))
                .collect()
                .asList();
    }

    @GET
    @Path("/styles/")
    public Uni<ArrayNode> styles(@QueryParam("account") String account) {
        caller.get(Scope.JOBS_READ);
        return styles.of(accounts.named(account));
    }

    private Uni<ObjectNode> answer(Entry entry, String origin) {
        String lyrics = entry.request() == null
                ? null
                : SongRequests.of(entry.request(), "useapi").text("lyrics");
        return songs.shown(entry.job(), origin).map(song -> Answers.song(standings.of(entry.job()), song, lyrics));
    }

    private static String checked(String id) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        if (id.indexOf(0) >= 0) {
            throw DialectException.notFound("Music");
        }
        return id;
    }

    /** Of more than that, that many. */
    private static int number(String limit) {
        if (!limit.matches("0*[1-9]\\d{0,8}")) {
            throw new DialectException(400, "Parameter limit must be a positive number");
        }
        return Math.min(GREATEST_LIMIT, Integer.parseInt(limit));
    }
}
