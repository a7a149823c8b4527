package dev.segue.retention;

/** What is too old. $1: who asks, and is answered only if it is the first of the living replicas. $2: milliseconds. */
final class Sql {

    static final int BATCH = 200;

    private static final String FIRST = "$1 = (SELECT min(id) FROM replica WHERE lease_until > now())";
    private static final String AGE = "now() - $2 * interval '1 millisecond'";

    /** Over for good, nothing is held for it, and everybody has been told of it who was to be. */
    private static final String FORGETTABLE = """
            NOT job.busy AND job.status IN ('completed', 'failed', 'cancelled', 'revoked')
               AND NOT EXISTS (SELECT FROM attempt WHERE job_id = job.id AND outcome = 'unconfirmed')
               AND NOT EXISTS (SELECT FROM webhook_delivery WHERE job_id = job.id AND webhook_delivery.status = 'pending')
            """;

    static final String OLD_JOBS = """
            SELECT id FROM job
             WHERE ended_at < %s AND %s AND %s
             ORDER BY ended_at LIMIT %d
            """.formatted(AGE, FIRST, FORGETTABLE, BATCH);

    static final String FORGET_JOBS = "DELETE FROM job WHERE id = ANY($1) AND " + FORGETTABLE;

    /** $3: the same for those that may still be followed on. What runs may need its words to be found in a provider's list. */
    static final String WORDS = """
            UPDATE job SET request = NULL
             WHERE id IN (SELECT id FROM job
                           WHERE request IS NOT NULL AND ended_at IS NOT NULL AND ended_at < %s AND NOT busy
                             AND (status <> 'unconfirmed' OR ended_at < now() - $3 * interval '1 millisecond')
                             AND %s
                           ORDER BY ended_at LIMIT %d FOR UPDATE SKIP LOCKED)
            """.formatted(AGE, FIRST, BATCH);

    static final String OLD_AUDIO = """
            SELECT id FROM job
             WHERE status = 'completed' AND audio_forgotten_at IS NULL AND ended_at < %s AND %s
             ORDER BY ended_at LIMIT %d
            """.formatted(AGE, FIRST, BATCH);

    static final String AUDIO_FORGOTTEN =
            "UPDATE job SET audio_forgotten_at = now() WHERE id = ANY($1) AND status = 'completed'";

    static final String KEYS = """
            DELETE FROM idempotency_key
             WHERE (caller, key) IN (SELECT caller, key FROM idempotency_key k
                                      WHERE created_at < %s AND %s AND NOT EXISTS (SELECT FROM job WHERE id = k.job_id)
                                      ORDER BY created_at LIMIT %d)
            """.formatted(AGE, FIRST, BATCH);

    static final String TOKENS = """
            DELETE FROM callback_token
             WHERE hash IN (SELECT hash FROM callback_token t
                             WHERE issued_at < %s AND %s AND NOT EXISTS (SELECT FROM job WHERE id = t.job_id)
                             ORDER BY issued_at LIMIT %d)
            """.formatted(AGE, FIRST, BATCH);

    static final String AUDIT = """
            DELETE FROM audit
             WHERE id IN (SELECT id FROM audit WHERE at < %s AND %s ORDER BY at LIMIT %d)
            """.formatted(AGE, FIRST, BATCH);

    private Sql() {}
}
