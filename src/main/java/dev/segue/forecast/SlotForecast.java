package dev.segue.forecast;

import dev.segue.provider.settings.ProviderSettings;
import dev.segue.provider.settings.ProvidersConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;

/** How long jobs wait for a slot. */
@Singleton
public class SlotForecast {

    /** The place of a newcomer is the one that the ledger would give it. */
    private static final String QUEUE = """
            WITH waiting AS (
                SELECT caller, queue_rank FROM job WHERE status = 'queued' AND queue_for = $1
            ), place AS (
                SELECT 1 + greatest(coalesce(max(queue_rank) FILTER (WHERE caller = $2), 0),
                                    coalesce(min(queue_rank), 1) - 1) AS rank
                  FROM waiting
            )
            SELECT (SELECT count(*) FROM waiting, place WHERE waiting.queue_rank <= place.rank) AS ahead,
                   ARRAY(SELECT extract(epoch FROM now() - started_at)::float8 FROM attempt
                          WHERE provider = $1 AND slot IS NOT NULL) AS running
            """;

    private final Pool pool;
    private final Forecasts forecasts;
    private final ProvidersConfig settings;

    @Inject
    SlotForecast(Pool pool, Forecasts forecasts, ProvidersConfig settings) {
        this.pool = pool;
        this.forecasts = forecasts;
        this.settings = settings;
    }

    /** How long a job of the caller's would probably wait there if it came now; zero where there is no limit. */
    public Uni<Duration> newcomer(String caller, String model, String provider) {
        ProviderSettings limits = settings.of(provider);
        if (limits.maxJobs().isEmpty()) {
            return Uni.createFrom().item(Duration.ZERO);
        }
        int accounts = Math.max(1, limits.accounts().map(List::size).orElse(1));
        int slots = accounts * limits.maxJobs().getAsInt();
        return pool.preparedQuery(QUEUE)
                .execute(Tuple.of(provider, caller))
                .map(rows -> rows.iterator().next())
                .map(row -> untilFree(forecasts.of(provider, model), slots, row));
    }

    private static Duration untilFree(Durations durations, int slots, Row row) {
        return untilFree(durations, slots, row.getArrayOfDoubles("running"), row.getLong("ahead"));
    }

    /** @param running for how many seconds each of those tasks has run that hold a slot */
    static Duration untilFree(Durations durations, int slots, Double[] running, long ahead) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (Double elapsed : running) {
            free.add(durations.remaining(elapsed, 0.5));
        }
        while (free.size() < slots) {
            free.add(0.0);
        }
        for (long n = 0; n < ahead; n++) {
            free.add(free.remove() + durations.quantile(0.5));
        }
        return Duration.ofMillis(Math.round(free.remove() * 1000));
    }
}
