-- Where the caller wants to be told, of what, and signed with which secret; outlives the request, whose words may be forgotten.
ALTER TABLE job ADD webhook jsonb;

-- One event to tell one receiver of. Written with the change itself; the body is rendered when it is sent, so that no link with
-- a ticket is ever stored.
CREATE TABLE webhook_delivery (
    id          text COLLATE "C" PRIMARY KEY DEFAULT 'whd_' || replace(gen_random_uuid()::text, '-', ''),
    job_id      text COLLATE "C" NOT NULL,
    version     integer NOT NULL,
    event       text NOT NULL,
    destination text COLLATE "C" NOT NULL,            -- host:port, what a breaker is for
    status      text NOT NULL DEFAULT 'pending',
    tries       jsonb NOT NULL DEFAULT '[]',
    step        integer NOT NULL DEFAULT 0,           -- the tries since it was written, or last asked for by hand
    since       timestamptz NOT NULL DEFAULT now(),   -- when that was
    next_try_at timestamptz DEFAULT now(),            -- while a try is under way: when it counts as lost
    FOREIGN KEY (job_id, version) REFERENCES job_event ON DELETE CASCADE,
    UNIQUE (job_id, version)
);
CREATE INDEX webhook_due ON webhook_delivery (destination, next_try_at) WHERE status = 'pending';
CREATE INDEX webhook_age ON webhook_delivery (since) WHERE status = 'pending';

-- Every callback address that was ever given out, by the hash of its token. No reference: a provider may call back long after
-- the job was forgotten, and is thanked all the same.
CREATE TABLE callback_token (
    hash      bytea PRIMARY KEY,
    provider  text NOT NULL,
    job_id    text COLLATE "C" NOT NULL,
    attempt   integer NOT NULL,
    issued_at timestamptz NOT NULL DEFAULT now(),
    task_id   text,                                   -- as the last callback named it: a candidate, no more
    heard_at  timestamptz,                            -- of a callback that nobody has acted upon yet
    looked_at timestamptz                             -- when somebody last did
);
CREATE INDEX callback_heard ON callback_token (heard_at) WHERE heard_at IS NOT NULL;
