package dev.segue.budget;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Lets the jobs of a caller that has limits in one by one, over all replicas: whoever holds the caller's row looks at what is
 * left with everything before it committed. Moves of jobs that are in already need no gate: they never take more than was
 * reserved, unless a provider bills more than it said.
 */
@Singleton
public class Gate {

    /** No caller has it for a name: names are never empty. */
    private static final String EVERYBODY = "";

    private static final String PASS = """
            INSERT INTO gate (caller, passed_at) VALUES ($1, now())
            ON CONFLICT (caller) DO UPDATE SET passed_at = excluded.passed_at
            """;

    /** A statement of its own: it must see what was committed while the one before it waited. */
    private static final String LOOK = """
            SELECT (SELECT coalesce(sum(reserved + held + reported + price_list + assumed), 0)
                      FROM caller_usage WHERE $3 AND month = $2 AND caller = $1) AS used,
                   (SELECT coalesce(sum(reserved + held + reported + price_list + assumed), 0)
                      FROM caller_usage WHERE $4 AND month = $2) AS used_by_all,
                   (SELECT count(*) FROM job WHERE $5 AND caller = $1 AND status = 'queued') AS queued,
                   (SELECT count(*) FROM job WHERE $5 AND caller = $1 AND caller_slot IS NOT NULL) AS in_flight
            """;

    private final Pool pool;
    private final Lines lines = new Lines();

    @Inject
    public Gate(Pool pool) {
        this.pool = pool;
    }

    /**
     * Passes the caller's gate.
     *
     * @param month in which the job counts
     * @param enter lets the job in if there is room, on the connection that holds the gate, which opens when it has ended
     */
    public <T> Uni<T> pass(String caller, YearMonth month, Terms terms, BiFunction<SqlClient, Room, Uni<T>> enter) {
        return lines.inLine(
                terms.monthlyCap() == null ? caller : EVERYBODY,
                () -> pool.withTransaction(connection -> hold(connection, caller, terms)
                        .chain(() -> room(connection, caller, month, terms))
                        .chain(room -> enter.apply(connection, room))));
    }

    /** Always everybody's before anybody's own, so that no two wait for each other. */
    private static Uni<Void> hold(SqlConnection connection, String caller, Terms terms) {
        List<Tuple> rows = new ArrayList<>();
        if (terms.monthlyCap() != null) {
            rows.add(Tuple.of(EVERYBODY));
        }
        rows.add(Tuple.of(caller));
        return connection.preparedQuery(PASS).executeBatch(rows).replaceWithVoid();
    }

    private static Uni<Room> room(SqlConnection connection, String caller, YearMonth month, Terms terms) {
        return connection
                .preparedQuery(LOOK)
                .execute(Tuple.of(
                        caller,
                        month.atDay(1),
                        terms.monthlyBudget() != null,
                        terms.monthlyCap() != null,
                        terms.maxQueued() != null))
                .map(rows -> room(rows.iterator().next(), terms));
    }

    private static Room room(Row row, Terms terms) {
        if (terms.maxQueued() != null) {
            long inFlight = terms.maxInFlight() == null ? 0 : terms.maxInFlight() - row.getLong("in_flight");
            // What may go at once does not wait, whether dispatch has come to it yet or not.
            if (row.getLong("queued") - Math.max(0, inFlight) >= terms.maxQueued()) {
                return new Room.QueueFull();
            }
        }
        BigDecimal used = row.getBigDecimal("used");
        if (isOver(used, terms, terms.monthlyBudget())) {
            return new Room.OverBudget(terms.monthlyBudget().subtract(used).max(BigDecimal.ZERO));
        }
        return isOver(row.getBigDecimal("used_by_all"), terms, terms.monthlyCap())
                ? new Room.OverCap()
                : new Room.Enough();
    }

    private static boolean isOver(BigDecimal used, Terms terms, BigDecimal limit) {
        return limit != null && used.add(terms.reserve()).compareTo(limit) > 0;
    }
}
