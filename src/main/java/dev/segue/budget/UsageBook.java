package dev.segue.budget;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;

/** Reads what was used up. The ledger writes it. */
@Singleton
public class UsageBook {

    private static final String OF_CALLER = """
            SELECT model, sum(jobs)::bigint AS jobs, sum(reserved) AS reserved, sum(held) AS held,
                   sum(reported) AS reported, sum(price_list) AS price_list, sum(assumed) AS assumed,
                   sum(n_reported)::bigint AS n_reported, sum(n_price_list)::bigint AS n_price_list,
                   sum(n_assumed)::bigint AS n_assumed
              FROM caller_usage WHERE month = $1 AND caller = $2
             GROUP BY model
            """;

    private final Pool pool;

    @Inject
    UsageBook(Pool pool) {
        this.pool = pool;
    }

    public Uni<Usage> of(String caller, YearMonth month) {
        return pool.preparedQuery(OF_CALLER)
                .execute(Tuple.of(month.atDay(1), caller))
                .map(rows -> {
                    long jobs = 0;
                    Map<String, Account> models = new TreeMap<>();
                    for (Row row : rows) {
                        jobs += row.getLong("jobs");
                        models.put(row.getString("model"), account(row));
                    }
                    return new Usage(jobs, models);
                });
    }

    private static Account account(Row row) {
        return new Account(
                row.getBigDecimal("reserved"),
                row.getBigDecimal("held"),
                row.getBigDecimal("reported"),
                row.getBigDecimal("price_list"),
                row.getBigDecimal("assumed"),
                row.getLong("n_reported"),
                row.getLong("n_price_list"),
                row.getLong("n_assumed"));
    }
}
