package dev.segue.access.key;

import dev.segue.access.Caller;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads rows. */
final class KeyRows {

    private KeyRows() {}

    static ApiKey key(Row row) {
        return new ApiKey(
                row.getString("id"),
                row.getString("prefix"),
                row.getString("name"),
                row.getString("project"),
                scopes(row),
                limits(row),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                row.getString("replaced_by"),
                instant(row, "last_used_at"));
    }

    static Holder holder(Row row) {
        Caller caller = new Caller(row.getString("caller"), Set.copyOf(scopes(row)), limits(row));
        return new Holder(row.getString("id"), caller, instant(row, "expires_at"));
    }

    private static List<Scope> scopes(Row row) {
        return Stream.of(row.getArrayOfStrings("scopes"))
                .flatMap(word -> Scope.ofWord(word).stream()) // a later version may know more
                .toList();
    }

    private static Limits limits(Row row) {
        return new Limits(
                row.getInteger("requests_per_second"),
                row.getInteger("burst"),
                row.getInteger("max_jobs_in_flight"),
                row.getInteger("max_jobs_queued"),
                row.getBigDecimal("monthly_budget_usd"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
