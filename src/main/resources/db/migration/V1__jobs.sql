-- What callers asked for. "document" is the job as callers see it at "version"; the columns beside it are what we search by.
CREATE TABLE job (
    id          text COLLATE "C" PRIMARY KEY,  -- ids sort by time of creation
    caller      text COLLATE "C" NOT NULL,
    version     integer NOT NULL,
    status      text NOT NULL,
    model       text NOT NULL,
    provider    text,
    user_ref    text,
    document    jsonb NOT NULL,
    request     jsonb,                         -- prompts and lyrics live here and nowhere else
    routes      text[] NOT NULL,               -- the providers that accept the request, in order of preference
    created_at  timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    ended_at    timestamptz,
    queue_for   text,                          -- the provider that it waits for
    queue_rank  bigint,                        -- its place there: fair over callers, first come first served within one
    not_before  timestamptz,
    owner       text COLLATE "C",              -- the replica that follows it
    busy        boolean NOT NULL               -- something of it runs: a call, a task, a copy
);
CREATE INDEX job_of_caller ON job (caller, id DESC);
CREATE INDEX job_queue ON job (queue_for, queue_rank, id) WHERE status = 'queued';
CREATE INDEX job_queue_of_caller ON job (caller, queue_for, queue_rank) WHERE status = 'queued';
CREATE INDEX job_owned ON job (owner) WHERE busy;
CREATE INDEX job_deadline ON job (deadline_at) WHERE status IN ('queued', 'submitting', 'generating');
CREATE INDEX job_ended ON job (ended_at) WHERE ended_at IS NOT NULL;

-- One submission of a job to one provider. A create's answer is written here first, whatever has become of the job.
CREATE TABLE attempt (
    job_id     text COLLATE "C" NOT NULL REFERENCES job ON DELETE CASCADE,
    number     integer NOT NULL,
    provider   text NOT NULL,
    account    text NOT NULL DEFAULT '',
    model      text NOT NULL,
    task_id    text,
    slot       integer,                        -- held until the call or the task has ended
    outcome    text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    document   jsonb NOT NULL,
    PRIMARY KEY (job_id, number)
);
CREATE UNIQUE INDEX attempt_task ON attempt (provider, account, task_id) WHERE task_id IS NOT NULL;
CREATE UNIQUE INDEX attempt_slot ON attempt (provider, account, slot) WHERE slot IS NOT NULL;
CREATE INDEX attempt_duration ON attempt (provider, model, ended_at DESC) WHERE outcome = 'succeeded';

-- Every durable change, as it was. "xact" is the transaction that wrote the row: an order in which nothing appears behind a
-- reader that waits for the transactions before it (docs/adr/0003).
CREATE TABLE job_event (
    job_id   text COLLATE "C" NOT NULL REFERENCES job ON DELETE CASCADE,
    version  integer NOT NULL,
    caller   text COLLATE "C" NOT NULL,
    status   text NOT NULL,
    document jsonb NOT NULL,
    xact     bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    seq      bigint GENERATED ALWAYS AS IDENTITY,
    at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, version)
);
CREATE INDEX job_event_of_caller ON job_event (caller, xact, seq);

-- Outlives its job, so that a late repeat of a create is told the truth.
CREATE TABLE idempotency_key (
    caller      text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    job_id      text COLLATE "C" NOT NULL,
    status      integer NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

-- A process at work. What it owns is its own until its lease ends, by this server's clock.
CREATE TABLE replica (
    id          text COLLATE "C" PRIMARY KEY,
    lease_until timestamptz NOT NULL
);

-- What all replicas must agree on and no operator has set: made by the first, read by the others.
CREATE TABLE secret (
    name  text PRIMARY KEY,
    value text NOT NULL
);
