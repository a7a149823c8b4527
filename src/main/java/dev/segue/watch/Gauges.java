package dev.segue.watch;

import dev.segue.job.Status;
import dev.segue.provider.HealthBoard;
import dev.segue.provider.settings.ProviderSettings;
import dev.segue.provider.settings.ProvidersConfig;
import dev.segue.replica.UnderWay;
import dev.segue.tracking.Tracker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is so at the moment. Those over the database are the same on every replica; the others are a replica's own. */
@Singleton
class Gauges {

    private final Tally tally;
    private final HealthBoard health;
    private final ProvidersConfig settings;
    private final Tracker tracker;
    private final UnderWay underWay;

    @Inject
    Gauges(Tally tally, HealthBoard health, ProvidersConfig settings, Tracker tracker, UnderWay underWay) {
        this.tally = tally;
        this.health = health;
        this.settings = settings;
        this.tracker = tracker;
        this.underWay = underWay;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        gauge("segue.jobs.active", "Jobs that have not ended, in all", all -> all.tally.queued())
                .tag("status", Status.QUEUED.word())
                .register(meters);
        for (Status status : List.of(Status.SUBMITTING, Status.GENERATING, Status.STORING)) {
            gauge("segue.jobs.active", "Jobs that have not ended, in all", all -> all.tally.of("active", status.word()))
                    .tag("status", status.word())
                    .register(meters);
        }
        ProvidersConfig.IDS.forEach(provider -> ofProvider(provider, meters));
        gauge("segue.webhooks.pending", "Deliveries not yet made, in all", all -> all.tally.of("webhooks", "pending"))
                .register(meters);
        gauge(
                        "segue.webhook.overdue.seconds",
                        "How long the delivery that has waited longest could have been tried, in all",
                        all -> all.tally.of("webhooks", "overdue"))
                .register(meters);
        gauge(
                        "segue.jobs.in.hand",
                        "Tasks followed and creates under way, by this replica",
                        all -> all.tracker.following() + all.underWay.size())
                .register(meters);
    }

    private void ofProvider(String provider, MeterRegistry meters) {
        gauge("segue.queue.depth", "Jobs that wait for the provider, in all", all -> all.tally.of("queued", provider))
                .tag("provider", provider)
                .register(meters);
        gauge("segue.slots.used", "Tasks that hold a slot, in all", all -> all.tally.of("slots", provider))
                .tag("provider", provider)
                .register(meters);
        ProviderSettings limits = settings.of(provider);
        limits.maxJobs().ifPresent(each -> gauge(
                        "segue.slots.limit",
                        "Tasks that may run there at once, in all",
                        all -> each
                                * Math.max(1, limits.accounts().map(List::size).orElse(1)))
                .tag("provider", provider)
                .register(meters));
        gauge(
                        "segue.breaker.state",
                        "Of this replica's breaker: 0 closed, 1 half open, 2 open",
                        all -> state(all.health.breaker(provider)))
                .tag("provider", provider)
                .register(meters);
    }

    private Gauge.Builder<Gauges> gauge(String name, String description, ToDoubleFunction<Gauges> value) {
        return Gauge.builder(name, this, value).description(description);
    }

    private static int state(HealthBoard.Breaker breaker) {
        return switch (breaker) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
