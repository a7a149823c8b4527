package dev.segue.api.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what waits and what runs at each provider, over all replicas. */
@Singleton
class ProviderLoad {

    private static final String LOAD = """
            SELECT asked.provider,
                   (SELECT count(*) FROM job WHERE status = 'queued' AND queue_for = asked.provider) AS queued,
                   (SELECT count(*) FROM attempt WHERE attempt.provider = asked.provider AND slot IS NOT NULL) AS slots,
                   EXISTS (SELECT FROM provider_pause WHERE provider_pause.provider = asked.provider) AS paused
              FROM unnest($1::text[]) AS asked(provider)
            """;

    private final Pool pool;

    record Load(long queued, long slots, boolean paused) {}

    @Inject
    ProviderLoad(Pool pool) {
        this.pool = pool;
    }

    Uni<Map<String, Load>> of(List<String> providers) {
        return pool.preparedQuery(LOAD)
                .execute(Tuple.tuple().addArrayOfString(providers.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Load> loads = new HashMap<>();
                    rows.forEach(row -> loads.put(
                            row.getString("provider"),
                            new Load(row.getLong("queued"), row.getLong("slots"), row.getBoolean("paused"))));
                    return loads;
                });
    }
}
