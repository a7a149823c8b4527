package dev.segue.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.access.Audit;
import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.api.problem.ProblemException;
import dev.segue.intake.request.Fault;
import dev.segue.intake.request.RefusedException;
import dev.segue.intake.request.RefusedException.Reason;
import dev.segue.intake.request.RequestBody;
import dev.segue.ledger.Entry;
import dev.segue.ledger.Ledger;
import dev.segue.rendering.JobRendering;
import dev.segue.rendering.JobView;
import dev.segue.upkeep.Resolution;
import dev.segue.upkeep.Resolution.Resolved;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For the operator, who may settle everybody's jobs. */
@Path("/v1/jobs/{id}/resolve")
@Produces(MediaType.APPLICATION_JSON)
class ResolveResource {

    private static final int LONGEST_TASK_ID = 500;

    private final Ledger ledger;
    private final Resolution resolution;
    private final JobRendering rendering;
    private final CurrentCaller caller;
    private final Audit audit;

    @Inject
    ResolveResource(Ledger ledger, Resolution resolution, JobRendering rendering, CurrentCaller caller, Audit audit) {
        this.ledger = ledger;
        this.resolution = resolution;
        this.rendering = rendering;
        this.caller = caller;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<JobView> resolve(@PathParam("id") String id, byte[] body) {
        caller.id(Scope.ADMIN);
        Optional<String> taskId = read(RequestBody.read(body == null ? new byte[0] : body));
        Audit.Line line = audit.line("job.resolve", id);
        return ledger.find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("job")))
                .call(() -> audit.write(line))
                .chain(entry -> taskId.map(task -> resolution.started(entry, task))
                        .orElseGet(() -> resolution.notStarted(entry)))
                .chain(resolved -> rendering.view(settled(resolved).job()));
    }

    private static Entry settled(Resolved resolved) {
        if (resolved instanceof Resolved.Done done) {
            return done.entry();
        }
        if (resolved instanceof Resolved.TaskClaimed) {
            throw conflict("task-claimed", "Task claimed", "The task belongs to another job's attempt.");
        }
        if (resolved instanceof Resolved.TooEarly early) {
            throw conflict(
                    "too-early",
                    "Too early to tell",
                    "The create may still arrive; ask again after " + early.until() + ".");
        }
        throw conflict("job-not-unconfirmed", "Job not unconfirmed", "Nothing of this job is unconfirmed.");
    }

    private static ProblemException conflict(String slug, String title, String detail) {
        return new ProblemException(409, slug, title, detail);
    }

    /** The task's id, or nothing for {@code not_started}. */
    private static Optional<String> read(ObjectNode body) {
        List<Fault> faults = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("task_id") && !name.equals("not_started")) {
                faults.add(Fault.at("/" + name.replace("~", "~0").replace("/", "~1"), "is not known"));
            }
        });
        JsonNode task = body.path("task_id");
        JsonNode unsent = body.path("not_started");
        if (isThere(task) && !task.isTextual()) {
            faults.add(Fault.at("/task_id", "must be a string"));
        }
        if (isThere(unsent) && !unsent.isBoolean()) {
            faults.add(Fault.at("/not_started", "must be true or false"));
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(Reason.MALFORMED, "The body is not a resolution.", faults);
        }
        if (isThere(task) == unsent.asBoolean() || isThere(task) && isThere(unsent)) {
            throw invalid("", "must have either task_id, or not_started with the value true");
        }
        return isThere(task) ? Optional.of(checked(task.textValue())) : Optional.empty();
    }

    private static String checked(String taskId) {
        if (taskId.isBlank()
                || taskId.length() > LONGEST_TASK_ID
                || taskId.chars().anyMatch(Character::isISOControl)) {
            throw invalid("/task_id", "must be a provider's id of 1 to " + LONGEST_TASK_ID + " characters");
        }
        return taskId;
    }

    private static RefusedException invalid(String pointer, String detail) {
        return new RefusedException(
                Reason.INVALID, "The resolution cannot be taken.", List.of(Fault.at(pointer, detail)));
    }

    private static boolean isThere(JsonNode field) {
        return !field.isMissingNode() && !field.isNull();
    }
}
