package dev.segue.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.events.JobEvent;
import dev.segue.forecast.Forecasts;
import dev.segue.forecast.Progress;
import dev.segue.job.Job;
import dev.segue.rendering.JobRendering;
import dev.segue.sse.EventStream;
import dev.segue.sse.Frame;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Jobs as frames of a stream. */
@Singleton
class JobFrames {

    private final JobRendering rendering;
    private final Forecasts forecasts;
    private final ObjectMapper json;

    @Inject
    JobFrames(JobRendering rendering, Forecasts forecasts, ObjectMapper json) {
        this.rendering = rendering;
        this.forecasts = forecasts;
        this.json = json;
    }

    /** One job's changes, and its progress between them. */
    EventStream of(Job present, Multi<JobEvent> events, Uni<Void> over) {
        Gauge gauge = new Gauge(present);
        return new EventStream(
                events.onItem()
                        .transformToUniAndConcatenate(event -> status(Integer.toString(event.version()), event.job())
                                .invoke(() -> gauge.job = event.job())),
                gauge::progress,
                over);
    }

    Uni<String> status(String id, Job job) {
        return rendering.view(job).map(view -> Frame.durable(id, "status", text(view)));
    }

    static RestResponse<EventStream> answer(EventStream stream) {
        return answer(200, stream);
    }

    static RestResponse<EventStream> answer(int status, EventStream stream) {
        return RestResponse.ResponseBuilder.<EventStream>create(status)
                .entity(stream)
                .header("X-Accel-Buffering", "no") // nginx would hold events back
                .header("Cache-Control", "no-store")
                .build();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far the job was said to be. */
    private final class Gauge {

        private volatile Job job;
        private Progress told;

        private Gauge(Job job) {
            this.job = job;
        }

        private Optional<String> progress() {
            Optional<Progress> now = forecasts.progress(job).filter(progress -> !progress.equals(told));
            now.ifPresent(progress -> told = progress);
            return now.map(progress -> Frame.passing("progress", text(data(progress))));
        }

        private Map<String, Object> data(Progress progress) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("job", job.id());
            data.put("percent", progress.percent());
            data.put("eta_seconds", progress.etaSeconds());
            return data;
        }
    }
}
