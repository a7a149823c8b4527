package dev.segue.upkeep;

import dev.segue.provider.Catalogue;
import dev.segue.provider.settings.CostsConfig;
import dev.segue.provider.settings.ProvidersConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows how many jobs wait for somebody to say whether they were paid for, those that were cancelled or timed out meanwhile included,
 * and what that may cost. Every replica shows them all.
 */
@Singleton
class UnconfirmedGauge {

    /** A job has one at most, its latest: after it nothing else is tried. */
    private static final String ATTEMPTS = """
            SELECT provider, model, count(*) AS attempts FROM attempt WHERE outcome = 'unconfirmed' GROUP BY provider, model
            """;

    private final Pool pool;
    private final Catalogue catalogue;
    private final BigDecimal assumed;
    private final MultiGauge jobs;
    private final MultiGauge cost;

    @Inject
    UnconfirmedGauge(Pool pool, Catalogue catalogue, CostsConfig costs, MeterRegistry meters) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.assumed = costs.assumed();
        this.jobs = MultiGauge.builder("segue_unconfirmed_jobs")
                .description("Jobs that may have been started and billed, by provider")
                .register(meters);
        this.cost = MultiGauge.builder("segue_unconfirmed_cost_usd")
                .description("What attempts that may have been started would cost by the price list, by provider")
                .register(meters);
    }

    Uni<Void> count() {
        return pool.query(ATTEMPTS)
                .execute()
                .invoke(rows -> {
                    Map<String, Long> waiting = new HashMap<>();
                    Map<String, BigDecimal> sums = new HashMap<>();
                    rows.forEach(row -> {
                        String provider = row.getString("provider");
                        long attempts = row.getLong("attempts");
                        waiting.merge(provider, attempts, Long::sum);
                        sums.merge(
                                provider,
                                price(provider, row.getString("model")).multiply(BigDecimal.valueOf(attempts)),
                                BigDecimal::add);
                    });
                    jobs.register(everyProvider(waiting), true);
                    cost.register(everyProvider(sums), true);
                })
                .replaceWithVoid();
    }

    private BigDecimal price(String provider, String model) {
        return catalogue.route(provider, model).map(catalogue::expectedCost).orElse(assumed);
    }

    private static List<Row<?>> everyProvider(Map<String, ? extends Number> numbers) {
        return ProvidersConfig.IDS.stream()
                .<Row<?>>map(provider -> Row.of(
                        Tags.of("provider", provider), numbers.containsKey(provider) ? numbers.get(provider) : 0))
                .toList();
    }
}
