package dev.segue.rendering;

import dev.segue.access.Tickets;
import dev.segue.forecast.Forecasts;
import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.retention.Retention;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Renders jobs, of the present or of an earlier version, with fresh tickets. */
@Singleton
public class JobRendering {

    private static final String DEFAULT_URL = "http://localhost:8080";

    private final QueuePositions positions;
    private final Forecasts forecasts;
    private final Tickets tickets;
    private final Retention retention;
    private final Optional<String> publicUrl;

    @Inject
    JobRendering(
            QueuePositions positions,
            Forecasts forecasts,
            Tickets tickets,
            Retention retention,
            @ConfigProperty(name = "segue.public-url") Optional<String> publicUrl) {
        this.positions = positions;
        this.forecasts = forecasts;
        this.tickets = tickets;
        this.retention = retention;
        this.publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
    }

    /** With links relative to this server, as REST and streams carry them. */
    public Uni<JobView> view(Job job) {
        return views(List.of(job)).map(views -> views.get(0));
    }

    /** As {@link #view}, in one question to the database for all. */
    public Uni<List<JobView>> views(List<Job> jobs) {
        List<String> queued = jobs.stream()
                .filter(job -> job.status() == Status.QUEUED)
                .map(Job::id)
                .toList();
        return positions.of(queued).map(found -> jobs.stream()
                .map(job -> view(job, found, "", false))
                .toList());
    }

    /** With absolute links, for those who did not ask us: webhooks. */
    public Uni<JobView> absolute(Job job) {
        return absolute(job, publicUrl.orElse(DEFAULT_URL), false);
    }

    /**
     * With absolute links, for those who would not resolve others: dialects. An audio file that is not kept any more has its
     * address still, as their providers' have; it answers that the file is gone.
     *
     * @param origin where who asks has reached us, which serves where no public URL is set; {@code null} if nobody asks
     */
    public Uni<JobView> absolute(Job job, String origin) {
        return absolute(job, publicUrl.orElse(origin == null ? DEFAULT_URL : origin), true);
    }

    private Uni<JobView> absolute(Job job, String base, boolean goneToo) {
        return positions
                .of(job.status() == Status.QUEUED ? List.of(job.id()) : List.of())
                .map(found -> view(job, found, base, goneToo));
    }

    /** @param goneToo whether audio that is not kept any more has an address */
    private JobView view(Job job, Map<String, Long> positions, String base, boolean goneToo) {
        String self = base + "/v1/jobs/" + job.id();
        List<JobView.Audio> audio = job.status() == Status.COMPLETED ? audio(job, self, goneToo) : List.of();
        return new JobView(
                job.id(),
                job.status(),
                job.version(),
                job.model(),
                job.provider(),
                job.title(),
                job.user(),
                job.metadata(),
                job.status() == Status.QUEUED && positions.containsKey(job.id())
                        ? new JobView.Queue(positions.get(job.id()))
                        : null,
                forecasts
                        .progress(job)
                        .map(progress -> new JobView.Progress(progress.percent(), progress.etaSeconds()))
                        .orElse(null),
                audio,
                job.error(),
                job.cost(),
                job.attempts(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.deadlineAt(),
                new JobView.Links(
                        self,
                        self + "/events?ticket=" + tickets.forEvents(job.id(), job.deadlineAt()),
                        audio.isEmpty() ? null : audio.get(0).url()));
    }

    private List<JobView.Audio> audio(Job job, String self, boolean goneToo) {
        boolean kept = retention.keepsAudio(job.endedAt());
        String ticket = kept ? "?ticket=" + tickets.forAudio(job.id()) : "";
        return IntStream.range(0, job.audio().size())
                .mapToObj(n ->
                        JobView.Audio.of(job.audio().get(n), kept || goneToo ? self + "/audio/" + n + ticket : null))
                .toList();
    }
}
