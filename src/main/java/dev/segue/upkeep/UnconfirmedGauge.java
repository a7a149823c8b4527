package dev.segue.upkeep;

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
import java.util.stream.StreamSupport;

/** Shows how many jobs wait for somebody to say whether they were paid for. Every replica shows them all. */
@Singleton
class UnconfirmedGauge {

    private static final String COUNT = """
            SELECT known.provider, count(job.id) AS jobs
              FROM unnest($1::text[]) AS known (provider)
              LEFT JOIN job ON job.provider = known.provider AND job.status = 'unconfirmed'
             GROUP BY known.provider
            """;

    private final Pool pool;
    private final MultiGauge gauge;

    @Inject
    UnconfirmedGauge(Pool pool, MeterRegistry meters) {
        this.pool = pool;
        this.gauge = MultiGauge.builder("segue_unconfirmed_jobs")
                .description("Jobs that may have been started and billed, by provider")
                .register(meters);
    }

    Uni<Void> count() {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.tuple().addArrayOfString(ProvidersConfig.IDS.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .<Row<?>>map(row -> Row.of(Tags.of("provider", row.getString("provider")), row.getLong("jobs")))
                        .toList())
                .invoke(rows -> gauge.register(rows, true))
                .replaceWithVoid();
    }
}
