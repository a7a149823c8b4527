package dev.segue.dialect.aimlapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;
import dev.segue.dialect.Orders;
import dev.segue.dialect.Songs;
import dev.segue.dialect.Standings;
import dev.segue.dialect.Terms;
import dev.segue.dialect.aimlapi.Generation.Usage;
import dev.segue.job.Job;
import dev.segue.ledger.Entry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v2/generate/audio")
@Produces(MediaType.APPLICATION_JSON)
class AudioResource {

    private static final String PROVIDER = "aimlapi";
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;

    private final Orders orders;
    private final Terms terms;
    private final Songs songs;
    private final Standings standings;

    @Inject
    AudioResource(Orders orders, Terms terms, Songs songs, Standings standings) {
        this.orders = orders;
        this.terms = terms;
        this.songs = songs;
        this.standings = standings;
    }

    @POST
    public Uni<RestResponse<Generation>> create(byte[] body, @Context HttpServerRequest asked) {
        String origin = Songs.origin(asked);
        ObjectNode theirs = orders.read(body);
        Model model = Model.named(theirs.path("model"));
        ObjectNode request = model.translate(theirs);
        terms.check(PROVIDER, request, model::theirName);
        return orders.place(request, Orders.keys(asked))
                .chain(placed -> generation(placed.entry(), origin).map(answer -> placed.answer(answer)))
                .onFailure(AudioResource::overBudget)
                .transform(over -> new DialectException(FORBIDDEN, over.getMessage()));
    }

    @GET
    public Uni<Generation> look(@QueryParam("generation_id") String id, @Context HttpServerRequest asked) {
        if (id == null || id.isEmpty()) {
            throw new DialectException(400, "generation_id is required");
        }
        String origin = Songs.origin(asked);
        return songs.own(id.split(":", 2)[0], "Generation").chain(entry -> generation(entry, origin));
    }

    private Uni<Generation> generation(Entry entry, String origin) {
        Job job = entry.job();
        Optional<Model> model = Model.of(job.model());
        String id = model.map(known -> known.taskId(job.id())).orElse(job.id());
        Usage usage = model.filter(Model::tellsUsage)
                .flatMap(known -> terms.cost(entry))
                .map(Usage::of)
                .orElse(null);
        return songs.shown(job, origin).map(song -> Generation.of(id, standings.of(job), song, usage));
    }

    /** Theirs has no 402. */
    private static boolean overBudget(Throwable failure) {
        return failure instanceof DialectException refused && refused.status() == PAYMENT_REQUIRED;
    }
}
