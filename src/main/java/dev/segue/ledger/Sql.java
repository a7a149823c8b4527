package dev.segue.ledger;

/** The ledger's statements. Each works by key and leaves nothing half done. */
final class Sql {

    /** Several rows for one month of one caller: moves of different jobs seldom wait for the same one. */
    private static final String PART = "ascii(right(%s, 1)) & 7";

    private static final String MONTH = "date_trunc('month', %s AT TIME ZONE 'UTC')::date";

    /** Two that share a key and come at once: {@code job_shared} undoes all of the later one, which then finds the other. */
    static final String ACCEPT =
            """
            WITH shared AS (
                SELECT id FROM job WHERE caller = $2 AND shared_key = $17 AND ended_at IS NULL
            ), key AS (
                INSERT INTO idempotency_key (caller, key, fingerprint, job_id, status, created_at)
                SELECT $2, $11::text, $12::text, coalesce((SELECT id FROM shared), $1), 202, now()
                 WHERE $11::text IS NOT NULL
                ON CONFLICT DO NOTHING
                RETURNING key
            ), accepted AS (
                INSERT INTO job (id, caller, version, status, model, user_ref, document, request, routes,
                                 created_at, deadline_at, queue_for, queue_rank, not_before, busy, webhook,
                                 prices, max_in_flight, shared_key, traceparent)
                SELECT $1, $2, 1, 'queued', $3, $4, $5::text::jsonb, $6::text::jsonb, $7, $8, $9, $10, %1$s, now(), false,
                       $13::text::jsonb, $14::text::jsonb, $15, $17, $18
                 WHERE ($11::text IS NULL OR EXISTS (SELECT FROM key)) AND NOT EXISTS (SELECT FROM shared)
                RETURNING id, version, caller, status, document, model, created_at
            ), told AS (
                INSERT INTO job_event (job_id, version, caller, status, document)
                SELECT id, version, caller, status, document FROM accepted
            ), reserved AS (
                INSERT INTO caller_usage AS used (month, caller, model, part, jobs, reserved)
                SELECT %2$s, caller, model, %3$s, 1, $16::numeric FROM accepted
                ON CONFLICT (month, caller, model, part) DO UPDATE
                   SET jobs = used.jobs + 1, reserved = used.reserved + excluded.reserved
            )
            SELECT EXISTS (SELECT FROM accepted) AS accepted,
                   (SELECT id FROM shared WHERE $11::text IS NULL OR EXISTS (SELECT FROM key)) AS shared
            """.formatted(QueueRank.next("$2", "$10"), MONTH.formatted("created_at"), PART.formatted("id"));

    static final String SHARED = "SELECT id FROM job WHERE caller = $1 AND shared_key = $2 AND ended_at IS NULL";

    static final String MOVE =
            """
            WITH moved AS (
                UPDATE job
                   SET version = version + 1, status = $4, provider = $5, document = $6::text::jsonb, ended_at = $7,
                       queue_for = coalesce($8, queue_for),
                       queue_rank = CASE WHEN $8 IS NULL OR $8 = queue_for THEN queue_rank ELSE %1$s END,
                       not_before = now() + $9 * interval '1 millisecond',
                       owner = coalesce($10, owner), busy = $11,
                       -- A task that was found after the job's time was up is paid for, and gets time to end.
                       deadline_at = CASE WHEN $4 <> 'generating'
                                          THEN coalesce(($6::text::jsonb ->> 'deadline_at')::timestamptz, deadline_at)
                                          WHEN status = 'unconfirmed' THEN greatest(deadline_at, now() + interval '2 hours')
                                          ELSE deadline_at END,
                       caller_slot = CASE WHEN $11 THEN coalesce($14, caller_slot) END,
                       -- Out of an end a job comes back alone: others may share its key by then.
                       shared_key = CASE WHEN ended_at IS NULL THEN shared_key END
                 WHERE id = $1 AND version = $2 AND ($3::text IS NULL OR owner = $3)
                RETURNING id, version, caller, status, document, model, webhook, created_at
            ), tried AS (
                INSERT INTO attempt (job_id, number, provider, account, model, task_id, slot, outcome,
                                     started_at, ended_at, document)
                SELECT m.id, a.number, a.provider, a.account, m.model, a.task_id, a.slot, a.outcome,
                       a.started_at, a.ended_at, a.document
                  FROM moved m, jsonb_to_recordset($12::text::jsonb)
                    AS a(number int, provider text, account text, task_id text, slot int, outcome text,
                         started_at timestamptz, ended_at timestamptz, document jsonb)
                ON CONFLICT (job_id, number) DO UPDATE
                   SET task_id = excluded.task_id, outcome = excluded.outcome, ended_at = excluded.ended_at,
                       document = excluded.document,
                       slot = CASE WHEN excluded.outcome = 'running' THEN attempt.slot END
            ), callable AS (
                INSERT INTO callback_token (hash, provider, job_id, attempt)
                SELECT decode(a.callback_token_hash, 'hex'), a.provider, m.id, a.number
                  FROM moved m, jsonb_to_recordset($12::text::jsonb)
                    AS a(number int, provider text, callback_token_hash text)
                 WHERE a.callback_token_hash IS NOT NULL
            ), told AS (
                INSERT INTO job_event (job_id, version, caller, status, document)
                SELECT id, version, caller, status, document FROM moved
            ), to_tell AS (
                INSERT INTO webhook_delivery (job_id, version, event, destination)
                SELECT id, version, 'job.' || status, (webhook ->> 'destination') || ' ' || caller FROM moved
                 WHERE $13 AND webhook -> 'events' ? ('job.' || status)
                RETURNING id
            ), charged AS (
                INSERT INTO caller_usage AS used (month, caller, model, part, reserved, held, reported, price_list, assumed,
                                                 n_reported, n_price_list, n_assumed)
                SELECT %2$s, m.caller, m.model, %3$s, c.*
                  FROM moved m, jsonb_to_record($15::text::jsonb)
                    AS c(reserved numeric, held numeric, reported numeric, price_list numeric, assumed numeric,
                         n_reported bigint, n_price_list bigint, n_assumed bigint)
                 WHERE $15 IS NOT NULL
                ON CONFLICT (month, caller, model, part) DO UPDATE
                   SET reserved = used.reserved + excluded.reserved, held = used.held + excluded.held,
                       reported = used.reported + excluded.reported, price_list = used.price_list + excluded.price_list,
                       assumed = used.assumed + excluded.assumed,
                       n_reported = used.n_reported + excluded.n_reported,
                       n_price_list = used.n_price_list + excluded.n_price_list,
                       n_assumed = used.n_assumed + excluded.n_assumed
            )
            SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM to_tell)
            """.formatted(QueueRank.next("job.caller", "$8"), MONTH.formatted("m.created_at"), PART.formatted("m.id"));

    static final String FIND = "SELECT " + EntryRows.COLUMNS + " FROM job WHERE id = $1";

    static final String KEY = "SELECT fingerprint, job_id, status FROM idempotency_key WHERE caller = $1 AND key = $2";

    static final String KEY_STATUS = "UPDATE idempotency_key SET status = $3 WHERE caller = $1 AND key = $2";

    /** Those in flight too, which may come back to the queue. */
    static final String RELIMIT = """
            UPDATE job SET max_in_flight = present.max_jobs_in_flight
              FROM caller_limits AS present
             WHERE job.caller = $1 AND present.caller = $1 AND (job.status = 'queued' OR job.caller_slot IS NOT NULL)
               AND job.max_in_flight IS DISTINCT FROM present.max_jobs_in_flight
            """;

    static final String FORGET = """
            DELETE FROM job
             WHERE id = $1 AND NOT busy AND status IN ('completed', 'failed', 'cancelled', 'revoked')
               AND NOT EXISTS (SELECT FROM attempt WHERE job_id = job.id AND outcome = 'unconfirmed')
            """;

    private Sql() {}
}
