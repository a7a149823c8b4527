-- Since when the audio of a completed job is not kept any more; the job itself stays.
ALTER TABLE job ADD audio_forgotten_at timestamptz;
CREATE INDEX job_audio ON job (ended_at) WHERE status = 'completed' AND audio_forgotten_at IS NULL;

-- What still has prompt and lyrics though it has ended.
CREATE INDEX job_words ON job (ended_at) WHERE request IS NOT NULL AND ended_at IS NOT NULL;

CREATE INDEX callback_token_age ON callback_token (issued_at);
