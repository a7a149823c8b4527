UPDATE job SET owner = $1
 WHERE EXISTS (SELECT FROM replica WHERE id = $1 AND lease_until > now())
   AND id IN (SELECT id FROM job
               WHERE busy AND owner IN (SELECT id FROM replica WHERE lease_until <= now())
               LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING job.id, caller, owner, document::text AS document, request::text AS request, routes, queue_for
