WITH due AS (
    SELECT id, queue_rank FROM job
     WHERE status = 'queued' AND queue_for = $1 AND not_before <= now() AND deadline_at > now()
       AND EXISTS (SELECT FROM replica WHERE id = $2 AND lease_until > now())
     ORDER BY queue_rank, id LIMIT $3 FOR UPDATE SKIP LOCKED
), claimed AS (
    UPDATE job SET owner = $2, not_before = now() + $4 * interval '1 millisecond'
      FROM due WHERE job.id = due.id
    RETURNING job.id, caller, owner, document::text AS document, request::text AS request, routes, queue_for, due.queue_rank AS place
)
SELECT * FROM claimed ORDER BY place, id
