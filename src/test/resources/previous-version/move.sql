WITH moved AS (
    UPDATE job
       SET version = version + 1, status = $4, provider = $5, document = $6::text::jsonb, ended_at = $7,
           queue_for = coalesce($8, queue_for),
           queue_rank = CASE WHEN $8 IS NULL OR $8 = queue_for THEN queue_rank ELSE (SELECT 1 + greatest(
    coalesce((SELECT max(queue_rank) FROM job
               WHERE status = 'queued' AND caller = job.caller AND queue_for = $8), 0),
    coalesce((SELECT min(queue_rank) FROM job
               WHERE status = 'queued' AND queue_for = $8), 1) - 1))
 END,
           not_before = now() + $9 * interval '1 millisecond',
           owner = coalesce($10, owner), busy = $11
     WHERE id = $1 AND version = $2 AND ($3::text IS NULL OR owner = $3)
    RETURNING id, version, caller, status, document, model, webhook
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
    SELECT id, version, 'job.' || status, webhook ->> 'destination' FROM moved
     WHERE $13 AND webhook -> 'events' ? ('job.' || status)
    RETURNING id
)
SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM to_tell)
