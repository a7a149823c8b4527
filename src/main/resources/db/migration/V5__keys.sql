-- Who may call. Of a key only its hash is kept; 256 random bits need no slow one.
CREATE TABLE api_key (
    id                  text COLLATE "C" PRIMARY KEY,
    hash                bytea NOT NULL UNIQUE,
    prefix              text NOT NULL,
    name                text NOT NULL,
    project             text,
    caller              text COLLATE "C" NOT NULL, -- the project, else the id of the key that this one goes back to
    scopes              text[] NOT NULL,
    requests_per_second integer,
    burst               integer,
    max_jobs_in_flight  integer,
    max_jobs_queued     integer,
    monthly_budget_usd  numeric(16, 6),
    created_at          timestamptz NOT NULL DEFAULT now(),
    expires_at          timestamptz,
    replaced_by         text COLLATE "C",
    last_used_at        timestamptz                -- to the minute, for it is not worth a write a request
);
CREATE INDEX api_key_of_caller ON api_key (caller);

-- Several keys of a project share what they may use up: of what each of them states, the least.
CREATE VIEW caller_limits AS
SELECT caller,
       min(requests_per_second) AS requests_per_second,
       min(burst)               AS burst,
       min(max_jobs_in_flight)  AS max_jobs_in_flight,
       min(max_jobs_queued)     AS max_jobs_queued,
       min(monthly_budget_usd)  AS monthly_budget_usd
  FROM api_key
 WHERE expires_at IS NULL OR expires_at > now()
 GROUP BY caller;

-- What operators did, written with the deed itself. Nothing here is ever a secret.
CREATE TABLE audit (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL DEFAULT now(),
    actor  text NOT NULL,  -- the id of the key, "admin" for the configured one, a token's caller, or "anonymous"
    action text NOT NULL,
    object text NOT NULL
);

-- How many requests callers with a rate limit ever made, as replicas add them up twice a second.
CREATE TABLE request_count (
    caller text COLLATE "C" PRIMARY KEY,
    used   bigint NOT NULL
);
