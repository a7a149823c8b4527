package dev.segue.dialect.apiinone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.Orders;
import dev.segue.dialect.Songs;
import dev.segue.dialect.Standing;
import dev.segue.dialect.Standings;
import dev.segue.dialect.Terms;
import dev.segue.job.Job;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
class MusicResource {

    private static final String PROVIDER = "apiinone";

    private final Orders orders;
    private final Terms terms;
    private final Songs songs;
    private final Standings standings;

    @Inject
    MusicResource(Orders orders, Terms terms, Songs songs, Standings standings) {
        this.orders = orders;
        this.terms = terms;
        this.songs = songs;
        this.standings = standings;
    }

    @POST
    @Path("/audio/music")
    public Uni<RestResponse<Answer>> create(byte[] body, @Context HttpServerRequest asked) {
        String origin = Songs.origin(asked);
        ObjectNode request = Translation.of(orders.read(body));
        terms.check(PROVIDER, request, Translation::theirName);
        return orders.place(request, Orders.keys(asked))
                .chain(placed -> answer(placed.entry().job(), origin).map(answer -> placed.answer(answer)));
    }

    @GET
    @Path("/tasks/{task_id}")
    public Uni<Answer> task(@PathParam("task_id") String id, @Context HttpServerRequest asked) {
        String origin = Songs.origin(asked);
        return songs.own(id, "Task").chain(entry -> answer(entry.job(), origin));
    }

    private Uni<Answer> answer(Job job, String origin) {
        Standing standing = standings.of(job);
        if (standing instanceof Standing.Ready) {
            return songs.shown(job, origin)
                    .map(song -> Answer.completed(job.id(), song.audio().get(0).url()));
        }
        return Uni.createFrom()
                .item(
                        standing instanceof Standing.Failed failed
                                ? Answer.failed(job.id(), failed.message())
                                : Answer.going(job.id()));
    }
}
