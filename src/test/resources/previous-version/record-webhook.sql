UPDATE webhook_delivery
   SET tries = tries || $3::text::jsonb, step = step + 1,
       status = CASE WHEN status = 'pending' THEN $2 ELSE status END,
       next_try_at = CASE WHEN status = 'pending' AND $2 = 'pending'
                          THEN now() + $4 * interval '1 millisecond' END
 WHERE id = $1
