package dev.segue.api;

import dev.segue.access.Caller;
import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.events.JobStreams;
import dev.segue.intake.Admission;
import dev.segue.intake.Intake;
import dev.segue.job.Job;
import dev.segue.rendering.JobRendering;
import dev.segue.rendering.JobView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/jobs")
class JobCreation {

    private static final int ACCEPTED = 202;
    private static final int ENDED = 200;

    private static final String KEY = "Idempotency-Key";

    private final Intake intake;
    private final OwnJobs jobs;
    private final JobStreams streams;
    private final JobRendering rendering;
    private final CurrentCaller caller;

    @Inject
    JobCreation(Intake intake, OwnJobs jobs, JobStreams streams, JobRendering rendering, CurrentCaller caller) {
        this.intake = intake;
        this.jobs = jobs;
        this.streams = streams;
        this.rendering = rendering;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<JobView>> create(
            byte[] body, @Context HttpServerRequest asked, @HeaderParam(Prefer.HEADER) List<String> preferences) {
        Caller asking = caller.get(Scope.JOBS_WRITE);
        List<String> keys = asked.headers().getAll(KEY); // a parameter would leave out an empty one
        String who = asking.id();
        Optional<Duration> wait = Prefer.wait(preferences);
        return intake.accept(asking, body, keys).chain(admission -> {
            if (admission instanceof Admission.New made) {
                Job job = made.entry().job();
                return wait.map(atMost -> held(who, job, keys, atMost)).orElseGet(() -> answer(ACCEPTED, job, null));
            }
            if (admission instanceof Admission.Replayed repeat) {
                return answer(repeat.status(), repeat.entry().job(), null)
                        .invoke(answer -> answer.getHeaders().add("Idempotency-Replayed", "true"));
            }
            throw Refusals.of(admission);
        });
    }

    private Uni<RestResponse<JobView>> held(String who, Job made, List<String> keys, Duration atMost) {
        return streams.untilEnded(made.id(), atMost)
                .chain(() -> jobs.find(who, made.id()))
                .map(entry -> entry.job())
                .call(job -> job.ended() && !keys.isEmpty()
                        ? intake.answeredWith(who, keys.get(0), ENDED)
                        : Uni.createFrom().voidItem())
                .chain(job -> answer(job.ended() ? ENDED : ACCEPTED, job, "wait=" + atMost.toSeconds()));
    }

    private Uni<RestResponse<JobView>> answer(int status, Job job, String applied) {
        return rendering.view(job).map(view -> {
            ResponseBuilder<JobView> answer = ResponseBuilder.<JobView>create(status)
                    .entity(view)
                    .location(URI.create("/v1/jobs/" + job.id()))
                    .header(HttpHeaders.ETAG, view.etag());
            return applied == null
                    ? answer.build()
                    : answer.header(Prefer.APPLIED, applied).build();
        });
    }
}
