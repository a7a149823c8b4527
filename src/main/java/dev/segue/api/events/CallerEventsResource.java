package dev.segue.api.events;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
import dev.segue.access.key.Revocations;
import dev.segue.events.CallerEvent;
import dev.segue.events.CallerStreams;
import dev.segue.sse.EventStream;
import dev.segue.sse.Frame;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What becomes of all of a caller's jobs, as it happens. */
@Singleton
@Path("/v1/events")
class CallerEventsResource {

    private final CallerStreams streams;
    private final JobFrames frames;
    private final CurrentCaller caller;
    private final Revocations revocations;

    @Inject
    CallerEventsResource(CallerStreams streams, JobFrames frames, CurrentCaller caller, Revocations revocations) {
        this.streams = streams;
        this.frames = frames;
        this.caller = caller;
        this.revocations = revocations;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<RestResponse<EventStream>> events(
            @RestHeader("Last-Event-ID") String lastEventId, @RestQuery String after) {
        EventStream stream = new EventStream(
                streams.of(caller.id(Scope.JOBS_READ), lastEventId == null ? after : lastEventId)
                        .onItem()
                        .transformToUniAndConcatenate(this::frame),
                Optional::empty,
                revocations.of(caller));
        return Uni.createFrom().item(JobFrames.answer(stream));
    }

    private Uni<String> frame(CallerEvent event) {
        if (event instanceof CallerEvent.Change change) {
            return frames.status(change.cursor().text(), change.job());
        }
        return Uni.createFrom().item(Frame.passing("gap", "{}"));
    }
}
