package dev.segue.api.webhook;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.problem.ProblemException;
import dev.segue.webhook.DeliveryLog;
import dev.segue.webhook.DeliveryView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/webhook-deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {

    private final DeliveryLog log;
    private final CurrentCaller caller;

    @RegisterForReflection
    record DeliveryList(List<DeliveryView> data) {}

    @Inject
    DeliveriesResource(DeliveryLog log, CurrentCaller caller) {
        this.log = log;
        this.caller = caller;
    }

    @GET
    public Uni<DeliveryList> deliveries(@QueryParam("job") String job) {
        if (job == null || job.isEmpty()) {
            throw new ProblemException(400, "job-missing", "Job missing", "Say of which job: ?job=");
        }
        return log.ofJob(caller.id(Scope.JOBS_READ), job)
                .map(found -> new DeliveryList(found.orElseThrow(() -> ProblemException.notFound("job"))));
    }

    /** Whatever has become of it: tried at once, and by the whole schedule if need be. */
    @POST
    @Path("/{id}/redeliver")
    @ResponseStatus(202)
    public Uni<DeliveryView> redeliver(@PathParam("id") String id) {
        return log.redeliver(caller.id(Scope.JOBS_WRITE), id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("delivery")));
    }
}
