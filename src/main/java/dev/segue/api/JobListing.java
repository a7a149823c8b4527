package dev.segue.api;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.problem.ProblemException;
import dev.segue.job.Job;
import dev.segue.ledger.search.JobRepository;
import dev.segue.ledger.search.JobRepository.Search;
import dev.segue.rendering.JobRendering;
import dev.segue.rendering.JobView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
class JobListing {

    private final JobRepository repository;
    private final Forgetting forgetting;
    private final JobRendering rendering;
    private final CurrentCaller caller;

    /** @param next what {@code after} takes for the page that follows, or {@code null} at the end */
    @RegisterForReflection
    record JobPage(List<JobView> data, String next) {}

    @Inject
    JobListing(JobRepository repository, Forgetting forgetting, JobRendering rendering, CurrentCaller caller) {
        this.repository = repository;
        this.forgetting = forgetting;
        this.rendering = rendering;
        this.caller = caller;
    }

    @GET
    public Uni<JobPage> jobs(
            @QueryParam("status") String status,
            @QueryParam("model") String model,
            @QueryParam("provider") String provider,
            @QueryParam("user") String user,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        int size = PageQuery.limit(limit);
        Search search = new Search(
                caller.id(Scope.JOBS_READ),
                PageQuery.status(status),
                PageQuery.name(model),
                PageQuery.name(provider),
                PageQuery.name(user),
                after == null ? null : PageQuery.id(after));
        return repository.newest(search, size + 1).chain(found -> page(found, size));
    }

    /** Everything of theirs that is over goes; 409 tells that something is left. */
    @DELETE
    public Uni<RestResponse<Void>> forget(@QueryParam("user") String user) {
        if (user == null || user.isEmpty()) {
            throw new ProblemException(400, "user-missing", "User missing", "Say whose jobs: ?user=");
        }
        return forgetting
                .forgetUser(caller.id(Scope.JOBS_WRITE), PageQuery.name(user))
                .map(left -> {
                    if (left > 0) {
                        throw new ProblemException(
                                409,
                                "jobs-not-forgettable",
                                "Jobs cannot be forgotten yet",
                                left
                                        + " of the user's jobs have not ended, are unconfirmed, or still run; the others are forgotten.");
                    }
                    return RestResponse.noContent();
                });
    }

    private Uni<JobPage> page(List<Job> found, int size) {
        List<Job> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? PageQuery.cursor(shown.get(size - 1).id()) : null;
        return rendering.views(shown).map(views -> new JobPage(views, next));
    }
}
