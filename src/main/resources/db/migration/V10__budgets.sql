-- What a job takes of its caller's limits.
ALTER TABLE job
    ADD prices        jsonb,      -- by provider: what one song there may cost, in USD, as it was reckoned at creation
    ADD max_in_flight integer,    -- how many of its caller's jobs may be in flight, itself included; null: any number
    ADD caller_slot   integer;    -- its place among them; a unique index decides when two reach for the same one
CREATE UNIQUE INDEX job_slot_of_caller ON job (caller, caller_slot) WHERE caller_slot IS NOT NULL;
-- Dispatch reads those who have a limit caller by caller, so that what may not go yet is in nobody's way, and the others as ever.
CREATE INDEX job_queue_limited ON job (queue_for, caller, queue_rank, id) WHERE status = 'queued' AND max_in_flight IS NOT NULL;
CREATE INDEX job_queue_free ON job (queue_for, queue_rank, id) WHERE status = 'queued' AND max_in_flight IS NULL;

-- What was used up, by the month in which the jobs were created (UTC). Every change of a job that moves money changes it in the
-- same statement; it is kept when jobs are deleted. In parts, by job id, so that the moves of one caller's jobs do not all wait
-- for one row. Amounts in USD.
CREATE TABLE caller_usage (
    month         date NOT NULL,
    caller        text COLLATE "C" NOT NULL,
    model         text NOT NULL,
    part          integer NOT NULL,
    jobs          bigint NOT NULL DEFAULT 0,
    reserved      numeric NOT NULL DEFAULT 0,  -- for attempts that run or may still come
    held          numeric NOT NULL DEFAULT 0,  -- for attempts that may have been billed
    reported      numeric NOT NULL DEFAULT 0,
    price_list    numeric NOT NULL DEFAULT 0,
    assumed       numeric NOT NULL DEFAULT 0,  -- for what is unknown
    n_reported    bigint NOT NULL DEFAULT 0,   -- attempts that were paid for
    n_price_list  bigint NOT NULL DEFAULT 0,
    n_assumed     bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (month, caller, model, part)
) WITH (fillfactor = 50);

-- One row for each caller that has a limit: whoever holds it may look at what is left and let a job in.
CREATE TABLE gate (
    caller    text COLLATE "C" PRIMARY KEY,
    passed_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Providers that the operator has paused.
CREATE TABLE provider_pause (
    provider  text PRIMARY KEY,
    paused_at timestamptz NOT NULL DEFAULT now()
);
