package dev.segue.api.events;

import dev.segue.access.CurrentCaller;
import dev.segue.access.Scope;
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

    @Inject
    CallerEventsResource(CallerStreams streams, JobFrames frames, CurrentCaller caller) {
        this.streams = streams;
        this.frames = frames;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<RestResponse<EventStream>> events(
            @RestHeader("Last-Event-ID") String lastEventId, @RestQuery String after) {
        EventStream stream =
                EventStream.of(streams.of(caller.id(Scope.JOBS_READ), lastEventId == null ? after : lastEventId)
                        .onItem()
                        .transformToUniAndConcatenate(this::frame));
        return Uni.createFrom().item(JobFrames.answer(stream));
    }

    private Uni<String> frame(CallerEvent event) {
        if (event instanceof CallerEvent.Change change) {
            return frames.status(change.cursor().text(), change.job());
        }
        return Uni.createFrom().item(Frame.passing("gap", "{}"));
    }
}
