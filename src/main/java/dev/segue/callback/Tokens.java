package dev.segue.callback;

import dev.segue.replica.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The rows of callback addresses. A callback that cannot be acted upon here and now is kept there. */
@Singleton
class Tokens {

    private static final String FIND =
            "SELECT job_id, attempt FROM callback_token WHERE hash = decode($1, 'hex') AND provider = $2";

    /** An attempt that has ended wants to know nothing more. */
    private static final String KEEP = """
            UPDATE callback_token t SET heard_at = now(), task_id = coalesce($2, task_id)
             WHERE hash = decode($1, 'hex') AND EXISTS (SELECT FROM attempt a WHERE a.job_id = t.job_id AND a.number = t.attempt
                                            AND a.outcome IN ('running', 'unconfirmed'))
            """;

    /**
     * What can be acted upon by this replica, each at most once a second. Left is what belongs to another, and what came before
     * the create's answer: until that is written nobody knows which task to look at.
     */
    private static final String TAKE = """
            UPDATE callback_token t SET heard_at = NULL, looked_at = now()
              FROM (SELECT hash FROM callback_token WHERE heard_at IS NOT NULL FOR UPDATE SKIP LOCKED) heard
             WHERE t.hash = heard.hash AND (t.looked_at IS NULL OR t.looked_at < now() - interval '1 second')
               AND NOT EXISTS (SELECT FROM job JOIN attempt a ON a.job_id = job.id AND a.number = t.attempt
                                WHERE job.id = t.job_id AND a.outcome = 'running'
                                  AND (a.task_id IS NULL OR job.owner <> $1))
            RETURNING t.job_id, t.attempt, t.task_id, encode(t.hash, 'hex') AS hash
            """;

    private final Pool pool;
    private final Replica replica;

    /**
     * The attempt that an address was made for, which may be long gone.
     *
     * @param hash in hex
     */
    record Issued(String hash, String jobId, int attempt) {}

    /** @param taskId as a callback named it, or {@code null} */
    record Heard(Issued token, String taskId) {}

    @Inject
    Tokens(Pool pool, Replica replica) {
        this.pool = pool;
        this.replica = replica;
    }

    /** Nothing if it was never issued to that provider. */
    Uni<Optional<Issued>> find(String provider, String token) {
        String hash = hash(token);
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(hash, provider))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Issued(
                                hash,
                                rows.iterator().next().getString("job_id"),
                                rows.iterator().next().getInteger("attempt"))));
    }

    /** @param taskId a candidate, or {@code null} */
    Uni<Void> keep(Issued token, String taskId) {
        return pool.preparedQuery(KEEP).execute(Tuple.of(token.hash(), taskId)).replaceWithVoid();
    }

    Uni<List<Heard>> take() {
        return replica.id() == null
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(TAKE).execute(Tuple.of(replica.id())).map(rows -> StreamSupport.stream(
                                rows.spliterator(), false)
                        .map(row -> new Heard(
                                new Issued(row.getString("hash"), row.getString("job_id"), row.getInteger("attempt")),
                                row.getString("task_id")))
                        .toList());
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
