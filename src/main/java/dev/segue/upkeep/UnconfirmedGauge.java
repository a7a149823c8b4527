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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Shows how many jobs wait for somebody to say whether they were paid for, and what all attempts that nobody knows the end of may
 * cost, those of jobs that were cancelled meanwhile included. Every replica shows them all.
 */
@Singleton
class UnconfirmedGauge {

    private static final String JOBS = """
            SELECT known.provider, count(job.id) AS jobs
              FROM unnest($1::text[]) AS known (provider)
              LEFT JOIN job ON job.provider = known.provider AND job.status = 'unconfirmed'
             GROUP BY known.provider
            """;

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
        return pool.preparedQuery(JOBS)
                .execute(Tuple.tuple().addArrayOfString(ProvidersConfig.IDS.toArray(String[]::new)))
                .invoke(rows -> jobs.register(
                        StreamSupport.stream(rows.spliterator(), false)
                                .<Row<?>>map(row -> row(row.getString("provider"), row.getLong("jobs")))
                                .toList(),
                        true))
                .chain(() -> pool.query(ATTEMPTS).execute())
                .invoke(rows -> {
                    Map<String, BigDecimal> sums = new HashMap<>();
                    ProvidersConfig.IDS.forEach(provider -> sums.put(provider, BigDecimal.ZERO));
                    rows.forEach(row -> sums.merge(
                            row.getString("provider"),
                            price(row.getString("provider"), row.getString("model"))
                                    .multiply(BigDecimal.valueOf(row.getLong("attempts"))),
                            BigDecimal::add));
                    List<Row<?>> all = sums.entrySet().stream()
                            .<Row<?>>map(sum -> row(sum.getKey(), sum.getValue()))
                            .toList();
                    cost.register(all, true);
                })
                .replaceWithVoid();
    }

    private BigDecimal price(String provider, String model) {
        return catalogue.route(provider, model).map(catalogue::expectedCost).orElse(assumed);
    }

    private static Row<?> row(String provider, Number value) {
        return Row.of(Tags.of("provider", provider), value);
    }
}
