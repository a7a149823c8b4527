SELECT job.id, caller, owner, document::text AS document, request::text AS request, routes, queue_for FROM job WHERE id = $1
