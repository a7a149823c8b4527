-- Creates of one caller with the same key are one job for as long as it runs: a fingerprint, for the words are in the request.
ALTER TABLE job ADD shared_key text COLLATE "C";
CREATE UNIQUE INDEX job_shared ON job (caller, shared_key) WHERE shared_key IS NOT NULL AND ended_at IS NULL;
