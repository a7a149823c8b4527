package dev.segue.dialect.useapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;
import dev.segue.dialect.Orders;
import dev.segue.dialect.Orders.Placed;
import dev.segue.dialect.Songs;
import dev.segue.dialect.Standing;
import dev.segue.dialect.Standings;
import dev.segue.dialect.Terms;
import dev.segue.events.JobStreams;
import dev.segue.intake.Conditions;
import dev.segue.intake.request.Fingerprint;
import dev.segue.job.Job;
import dev.segue.job.JobError;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/minimax/music")
@Produces(MediaType.APPLICATION_JSON)
class CreateResource {

    private static final String PROVIDER = "useapi";

    private final Accounts accounts;
    private final Terms terms;
    private final Orders orders;
    private final Departure departure;
    private final JobStreams streams;
    private final Standings standings;
    private final Songs songs;
    private final UseapiConfig config;

    @Inject
    CreateResource(
            Accounts accounts,
            Terms terms,
            Orders orders,
            Departure departure,
            JobStreams streams,
            Standings standings,
            Songs songs,
            UseapiConfig config) {
        this.accounts = accounts;
        this.terms = terms;
        this.orders = orders;
        this.departure = departure;
        this.streams = streams;
        this.standings = standings;
        this.songs = songs;
        this.config = config;
    }

    @GET
    @Path("/create")
    public Uni<RestResponse<ObjectNode>> create(
            @QueryParam("account") String account,
            @QueryParam("prompt") String prompt,
            @QueryParam("styleId") String styleId,
            @QueryParam("title") String title,
            @Context HttpServerRequest asked) {
        Earnest.check(asked);
        accounts.check(account);
        ObjectNode request = new Wish(account, prompt, styleId, title).request();
        terms.check(PROVIDER, request, Wish::theirName);
        String origin = Songs.origin(asked);
        Conditions conditions = new Conditions(Fingerprint.of(request), config.longestQueue(), null);
        return orders.place(request, Orders.keys(asked), conditions, Wish::theirName)
                .chain(placed -> awaited(placed).chain(job -> answer(placed, job, origin)));
    }

    /** The job when it has ended, the wait is over, or this server is about to end. */
    private Uni<Job> awaited(Placed placed) {
        Job before = placed.entry().job();
        return departure
                .orBefore(streams.untilEnded(before.id(), config.longestWait()))
                .map(ended -> ended.orElse(before));
    }

    private Uni<RestResponse<ObjectNode>> answer(Placed placed, Job job, String origin) {
        Standing standing = standings.of(job);
        if (standing instanceof Standing.Failed failed) {
            if (failed.moderated()) {
                throw new DialectException(422, "Moderated prompt");
            }
            int status = status(job.error());
            return Uni.createFrom()
                    .item(ResponseBuilder.<ObjectNode>create(status)
                            .entity(Answers.failed(status, failed, job))
                            .build());
        }
        return songs.shown(job, origin).map(song -> placed.answer(Answers.made(standing, song)));
    }

    /** 4xx and 503 where nothing was started; whoever gets a 5xx else must not think so. */
    private static int status(JobError error) {
        return switch (error == null ? JobError.Code.UNCONFIRMED : error.code()) {
            case REJECTED -> 400;
            case OUT_OF_CREDIT -> 402;
            case PROVIDER_UNAVAILABLE, UNAUTHORIZED -> 503;
            default -> 500;
        };
    }
}
