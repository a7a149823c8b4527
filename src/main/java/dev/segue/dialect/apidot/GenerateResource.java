package dev.segue.dialect.apidot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;
import dev.segue.dialect.Orders;
import dev.segue.dialect.Songs;
import dev.segue.dialect.Standing;
import dev.segue.dialect.Standings;
import dev.segue.dialect.Terms;
import dev.segue.intake.Conditions;
import dev.segue.job.Job;
import dev.segue.rendering.JobView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/generate")
@Produces(MediaType.APPLICATION_JSON)
class GenerateResource {

    private static final String PROVIDER = "apidot";
    private static final Conditions CALLED_BACK = new Conditions(null, null, CallbackFormat.NAME);

    private final Orders orders;
    private final Terms terms;
    private final Songs songs;
    private final Standings standings;

    @Inject
    GenerateResource(Orders orders, Terms terms, Songs songs, Standings standings) {
        this.orders = orders;
        this.terms = terms;
        this.songs = songs;
        this.standings = standings;
    }

    @POST
    @Path("/submit")
    public Uni<RestResponse<ObjectNode>> submit(byte[] body, @Context HttpServerRequest asked) {
        Submission submission = Submission.of(orders.read(body));
        terms.check(PROVIDER, submission.request(), submission::theirName);
        return orders.place(submission.request(), Orders.keys(asked), CALLED_BACK, submission::theirName)
                .map(placed -> {
                    Job job = placed.entry().job();
                    return placed.answer(Tasks.submitted(standings.of(job), job));
                });
    }

    @GET
    @Path("/status/{task_id}")
    public Uni<ObjectNode> status(@PathParam("task_id") String id, @Context HttpServerRequest asked) {
        return told(id, asked, Tasks::status);
    }

    @GET
    @Path("/detail/music")
    public Uni<ObjectNode> detail(@QueryParam("task_id") String id, @Context HttpServerRequest asked) {
        if (id == null || id.isEmpty()) {
            throw new DialectException(400, "task_id is required");
        }
        return told(id, asked, Tasks::detail);
    }

    private Uni<ObjectNode> told(String id, HttpServerRequest asked, BiFunction<Standing, JobView, ObjectNode> words) {
        String origin = Songs.origin(asked);
        return songs.own(id, "Task").chain(entry -> songs.shown(entry.job(), origin)
                .map(song -> words.apply(standings.of(entry.job()), song)));
    }
}
