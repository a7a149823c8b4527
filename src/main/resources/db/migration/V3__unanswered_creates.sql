-- Creates without an answer: those under way, few, and those that were left, which upkeep looks for every second.
CREATE INDEX attempt_unanswered ON attempt (job_id, number) WHERE outcome = 'running' AND task_id IS NULL;

CREATE INDEX job_unconfirmed ON job (provider) WHERE status = 'unconfirmed';
