package dev.segue.watch;

import dev.segue.job.Attempt;
import dev.segue.job.Cost;
import dev.segue.job.Job;
import dev.segue.job.Status;
import dev.segue.ledger.JobMoved;
import dev.segue.provider.settings.ProvidersConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Counts how jobs end and what their attempts cost. Each move is told to one replica only, so sums over replicas are true. */
@Singleton
class MoveCounters {

    private static final String NOBODY = "none";

    private final MeterRegistry meters;

    @Inject
    MoveCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** All at zero from the start: a counter that appears with its first count has no rate until the second. */
    void register(@Observes StartupEvent event) {
        List<String> providers =
                Stream.concat(ProvidersConfig.IDS.stream(), Stream.of(NOBODY)).toList();
        for (String provider : providers) {
            Stream.of(Status.values()).filter(Status::ended).forEach(status -> ended(status, provider));
        }
        for (String provider : ProvidersConfig.IDS) {
            Stream.of(Cost.Source.values()).forEach(source -> cost(provider, source));
        }
    }

    void moved(@Observes JobMoved moved) {
        Job job = moved.entry().job();
        if (job.ended() && moved.before() != job.status()) {
            ended(job.status(), known(job.provider())).increment();
        }
        job.attempts().forEach(attempt -> added(moved.was(), attempt));
    }

    private void added(Job was, Attempt attempt) {
        if (attempt.cost() == null || attempt.cost().amount() == null) {
            return;
        }
        BigDecimal more = attempt.cost().amount().subtract(before(was, attempt.number()));
        if (more.signum() > 0) {
            cost(known(attempt.provider()), attempt.cost().source()).increment(more.doubleValue());
        }
    }

    /** Rows may name a provider that this version does not have; a tag has few values for ever. */
    private static String known(String provider) {
        return ProvidersConfig.IDS.contains(String.valueOf(provider)) ? provider : NOBODY;
    }

    private static BigDecimal before(Job was, int number) {
        if (was == null || was.attempts().size() < number) {
            return BigDecimal.ZERO;
        }
        Cost cost = was.attempt(number).cost();
        return cost == null || cost.amount() == null ? BigDecimal.ZERO : cost.amount();
    }

    private Counter ended(Status status, String provider) {
        return Counter.builder("segue.jobs.ended")
                .description("Jobs that came to an end")
                .tag("status", status.word())
                .tag("provider", provider)
                .register(meters);
    }

    private Counter cost(String provider, Cost.Source source) {
        return Counter.builder("segue.cost.usd")
                .description("What attempts cost, in US dollars")
                .tag("provider", provider)
                .tag("source", source.name().toLowerCase(java.util.Locale.ROOT))
                .register(meters);
    }
}
