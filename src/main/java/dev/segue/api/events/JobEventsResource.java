package dev.segue.api.events;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.access.key.Revocations;
import dev.segue.events.JobEvent;
import dev.segue.events.JobStreams;
import dev.segue.job.Job;
import dev.segue.ledger.Ledger;
import dev.segue.sse.EventStream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalInt;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What becomes of one job, as it happens. */
@Singleton
@Path("/v1/jobs")
class JobEventsResource {

    private final Ledger ledger;
    private final JobStreams streams;
    private final JobFrames frames;
    private final CurrentCaller caller;
    private final Revocations revocations;

    @Inject
    JobEventsResource(
            Ledger ledger, JobStreams streams, JobFrames frames, CurrentCaller caller, Revocations revocations) {
        this.ledger = ledger;
        this.streams = streams;
        this.frames = frames;
        this.caller = caller;
        this.revocations = revocations;
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<RestResponse<EventStream>> events(
            @RestPath String id, @RestHeader("Last-Event-ID") String lastEventId, @RestQuery String after) {
        String asking = caller.id(Scope.JOBS_READ);
        Uni<Void> revoked = revocations.of(caller);
        return ledger.find(id).map(found -> found.filter(entry -> entry.caller().equals(asking))
                .map(entry ->
                        answer(entry.job(), seen(lastEventId == null ? after : lastEventId, entry.job()), revoked))
                .orElseThrow(() -> new NotFoundException("There is no such job.")));
    }

    private RestResponse<EventStream> answer(Job job, OptionalInt seen, Uni<Void> revoked) {
        if (job.ended() && seen.isPresent() && seen.getAsInt() == job.version()) {
            return JobFrames.answer(204, null); // tells an EventSource to stop
        }
        return JobFrames.answer(
                frames.of(job, seen.isPresent() ? streams.of(job.id(), seen.getAsInt()) : present(job), revoked));
    }

    private Multi<JobEvent> present(Job job) {
        Multi<JobEvent> now = Multi.createFrom().item(new JobEvent(job));
        return job.ended() ? now : Multi.createBy().concatenating().streams(now, streams.of(job.id(), job.version()));
    }

    /** The version to go on from; nothing if it is none that the job has had. */
    private static OptionalInt seen(String id, Job job) {
        try {
            int version = id == null ? -1 : Integer.parseInt(id.strip());
            return version >= 0 && version <= job.version() ? OptionalInt.of(version) : OptionalInt.empty();
        } catch (NumberFormatException unreadable) {
            return OptionalInt.empty();
        }
    }
}
