package dev.segue.access.key;

import dev.segue.access.Audit;
import dev.segue.access.Limits;
import dev.segue.access.Scope;
import dev.segue.access.key.ApiKey.Issued;
import dev.segue.access.key.ApiKey.Rotation;
import dev.segue.ledger.Acceptances;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The keys there are. Every change leaves a line in the audit. */
@Singleton
public class Keys {

    private static final String INSERT = """
            INSERT INTO api_key (id, hash, prefix, name, project, caller, scopes, requests_per_second, burst,
                                 max_jobs_in_flight, max_jobs_queued, monthly_budget_usd, expires_at)
            VALUES ($1, $2, $3, $4, $5, coalesce($5, $1), $6, $7, $8, $9, $10, $11, $12) RETURNING *
            """;
    private static final String LIST = "SELECT * FROM api_key ORDER BY created_at DESC, id";
    private static final String DELETE = "DELETE FROM api_key WHERE id = $1 RETURNING caller";
    private static final String EXISTS = "SELECT 1 FROM api_key WHERE id = $1";

    /** The new key is the old one in everything but the secret: jobs stay whose they are, and nothing is granted for longer. */
    private static final String ROTATE = """
            WITH old AS (SELECT * FROM api_key
                          WHERE id = $1 AND replaced_by IS NULL AND (expires_at IS NULL OR expires_at > now()) FOR UPDATE),
                 ended AS (UPDATE api_key k
                              SET replaced_by = $2, expires_at = least(old.expires_at, now() + $5 * interval '1 second')
                             FROM old WHERE k.id = old.id)
            INSERT INTO api_key (id, hash, prefix, name, project, caller, scopes, requests_per_second, burst,
                                 max_jobs_in_flight, max_jobs_queued, monthly_budget_usd, expires_at)
            SELECT $2, $3, $4, name, project, caller, scopes, requests_per_second, burst,
                   max_jobs_in_flight, max_jobs_queued, monthly_budget_usd, expires_at FROM old RETURNING *
            """;

    private final Pool pool;
    private final Mint mint;
    private final Holders holders;
    private final Audit audit;
    private final Acceptances waiting;

    @Inject
    Keys(Pool pool, Mint mint, Holders holders, Audit audit, Acceptances waiting) {
        this.pool = pool;
        this.mint = mint;
        this.holders = holders;
        this.audit = audit;
        this.waiting = waiting;
    }

    public Uni<Issued> issue(ApiKey.Order order) {
        String id = freshId();
        String text = mint.next();
        Limits limits = order.limits();
        Tuple values = Tuple.of(id, hash(text), Mint.prefix(text), order.name(), order.project())
                .addArrayOfString(order.scopes().stream().map(Scope::word).toArray(String[]::new))
                .addInteger(limits.requestsPerSecond())
                .addInteger(limits.burst())
                .addInteger(limits.maxJobsInFlight())
                .addInteger(limits.maxJobsQueued())
                .addBigDecimal(limits.monthlyBudgetUsd())
                .addOffsetDateTime(
                        order.expiresAt() == null ? null : order.expiresAt().atOffset(ZoneOffset.UTC));
        Audit.Line line = audit.line("key.create", id);
        return pool.withTransaction(connection ->
                        connection.preparedQuery(INSERT).execute(values).call(rows -> changed(rows, line, connection)))
                .map(rows -> new Issued(KeyRows.key(rows.iterator().next()), text))
                .invoke(holders::forget); // a project's limits may have become less
    }

    /** The newest first, those that have expired among them. */
    public Uni<List<ApiKey>> all() {
        return pool.query(LIST).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(KeyRows::key)
                .toList());
    }

    /** It opens nothing any more, here at once and on other replicas soon; its jobs stay. False if there is no such key. */
    public Uni<Boolean> delete(String id) {
        Audit.Line line = audit.line("key.delete", id);
        return pool.withTransaction(connection -> connection
                        .preparedQuery(DELETE)
                        .execute(Tuple.of(id))
                        .call(rows -> changed(rows, line, connection)))
                .invoke(holders::forget)
                .map(rows -> rows.size() == 1);
    }

    /** @param overlap how long the old key opens what the new one does */
    public Uni<Rotation> rotate(String id, Duration overlap) {
        String text = mint.next();
        Tuple values = Tuple.of(id, freshId(), hash(text), Mint.prefix(text), overlap.toSeconds());
        Audit.Line line = audit.line("key.rotate", id);
        return pool.withTransaction(connection ->
                        connection.preparedQuery(ROTATE).execute(values).call(rows -> changed(rows, line, connection)))
                .invoke(holders::forget)
                .chain(rows -> rows.size() == 1
                        ? Uni.createFrom()
                                .item(new Rotation.Done(
                                        new Issued(KeyRows.key(rows.iterator().next()), text)))
                        : unrotated(id));
    }

    private Uni<Rotation> unrotated(String id) {
        return pool.preparedQuery(EXISTS)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? new Rotation.NoSuchKey() : new Rotation.Over());
    }

    /** A key more or less may change what holds for its caller, and so for the jobs that wait. */
    private Uni<Void> changed(RowSet<Row> keys, Audit.Line line, SqlConnection connection) {
        return keys.size() == 0
                ? Uni.createFrom().voidItem()
                : line.write(connection)
                        .chain(() -> waiting.relimit(
                                connection, keys.iterator().next().getString("caller")));
    }

    private static String freshId() {
        return "key_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static Buffer hash(String text) {
        return Buffer.buffer(HexFormat.of().parseHex(Mint.hash(text)));
    }
}
