package dev.segue.api;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.problem.ProblemException;
import dev.segue.job.JobState;
import dev.segue.job.Status;
import dev.segue.ledger.Change;
import dev.segue.ledger.Ledger;
import dev.segue.rendering.JobRendering;
import dev.segue.rendering.JobView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
class JobResource {

    /** While nothing can be forecast: in the queue, and while audio is copied. */
    private static final int QUEUED_SECONDS = 5;

    private final Ledger ledger;
    private final OwnJobs jobs;
    private final Forgetting forgetting;
    private final JobRendering rendering;
    private final CurrentCaller caller;
    private final Clock clock;

    @Inject
    JobResource(
            Ledger ledger,
            OwnJobs jobs,
            Forgetting forgetting,
            JobRendering rendering,
            CurrentCaller caller,
            Clock clock) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.forgetting = forgetting;
        this.rendering = rendering;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/{id}")
    public Uni<RestResponse<JobView>> job(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> known) {
        return jobs.find(caller.id(Scope.JOBS_READ), id)
                .chain(entry -> rendering.view(entry.job()))
                .map(view -> {
                    ResponseBuilder<JobView> answer = EntityTags.match(known, view.etag())
                            ? ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                            : ResponseBuilder.ok(view);
                    answer.header(HttpHeaders.ETAG, view.etag());
                    answer.header(HttpHeaders.CACHE_CONTROL, "private, no-store"); // its links carry tickets
                    if (!view.status().ended()) {
                        answer.header(HttpHeaders.RETRY_AFTER, retryAfter(view));
                    }
                    return answer.build();
                });
    }

    @POST
    @Path("/{id}/cancel")
    public Uni<JobView> cancel(@PathParam("id") String id) {
        return jobs.find(caller.id(Scope.JOBS_WRITE), id)
                .chain(seen -> ledger.change(
                        seen,
                        entry -> entry.job().ended()
                                ? Optional.empty()
                                : Optional.of(
                                        Change.to(entry.job().become(new JobState.Cancelled(), clock.instant())))))
                .map(changed -> changed.orElseThrow(
                        () -> new ProblemException(409, "job-ended", "Job ended", "The job has ended already.")))
                .chain(entry -> rendering.view(entry.job()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<RestResponse<Void>> forget(@PathParam("id") String id) {
        return jobs.find(caller.id(Scope.JOBS_WRITE), id)
                .chain(entry -> forgetting.forget(entry.job()))
                .map(forgotten -> {
                    if (!forgotten) {
                        throw new ProblemException(
                                409,
                                "job-not-forgettable",
                                "Job cannot be forgotten yet",
                                "The job has not ended, is unconfirmed, or its task still runs.");
                    }
                    return RestResponse.noContent();
                });
    }

    private static int retryAfter(JobView view) {
        if (view.progress() != null) {
            return Math.max(1, view.progress().etaSeconds());
        }
        return view.status() == Status.QUEUED ? QUEUED_SECONDS : 1;
    }
}
