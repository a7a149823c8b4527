WITH key AS (
    INSERT INTO idempotency_key (caller, key, fingerprint, job_id, status, created_at)
    SELECT $2, $11::text, $12::text, $1, 202, now() WHERE $11::text IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING key
), accepted AS (
    INSERT INTO job (id, caller, version, status, model, user_ref, document, request, routes,
                     created_at, deadline_at, queue_for, queue_rank, not_before, busy, webhook)
    SELECT $1, $2, 1, 'queued', $3, $4, $5::text::jsonb, $6::text::jsonb, $7, $8, $9, $10, (SELECT 1 + greatest(
    coalesce((SELECT max(queue_rank) FROM job
               WHERE status = 'queued' AND caller = $2 AND queue_for = $10), 0),
    coalesce((SELECT min(queue_rank) FROM job
               WHERE status = 'queued' AND queue_for = $10), 1) - 1))
, now(), false,
           $13::text::jsonb
     WHERE $11::text IS NULL OR EXISTS (SELECT FROM key)
    RETURNING id, version, caller, status, document
), told AS (
    INSERT INTO job_event (job_id, version, caller, status, document)
    SELECT id, version, caller, status, document FROM accepted
)
SELECT count(*) FROM accepted
