WITH RECURSIVE known (destination) AS (
    (SELECT destination FROM webhook_delivery WHERE status = 'pending' ORDER BY destination LIMIT 1)
    UNION ALL
    SELECT (SELECT next.destination FROM webhook_delivery next
             WHERE next.status = 'pending' AND next.destination > known.destination
             ORDER BY next.destination LIMIT 1)
      FROM known WHERE known.destination IS NOT NULL
), due AS (
    SELECT waiting.id
      FROM known LEFT JOIN unnest($1::text[], $2::int[]) AS busy (destination, room) USING (destination),
           LATERAL (SELECT id FROM webhook_delivery d
                     WHERE d.destination = known.destination AND d.status = 'pending' AND d.next_try_at <= now()
                     ORDER BY d.next_try_at LIMIT coalesce(busy.room, $3) FOR UPDATE SKIP LOCKED) AS waiting
     LIMIT $4
)
UPDATE webhook_delivery d SET next_try_at = now() + $5 * interval '1 millisecond'
  FROM due, job, job_event told
 WHERE d.id = due.id AND job.id = d.job_id AND told.job_id = d.job_id AND told.version = d.version
RETURNING d.id, job.caller, job.webhook::text AS webhook, d.event, told.document::text AS document, told.at, d.step
