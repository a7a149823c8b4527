-- What is known of a completed job's audio besides the files' own facts, and when to ask whether the provider took the song back.
CREATE TABLE custody (
    job_id       text COLLATE "C" PRIMARY KEY REFERENCES job ON DELETE CASCADE,
    waveforms    bytea[] NOT NULL,             -- of each file: 200 peaks, 255 for full scale; null where it cannot be decoded
    cover_type   text,                         -- null: there is no cover
    cover_bytes  bigint,
    cover_sha256 text,
    looks        integer NOT NULL DEFAULT 0,   -- made so far
    look_at      timestamptz                   -- the next; while one is under way: when it counts as lost
);
CREATE INDEX custody_look ON custody (look_at) WHERE look_at IS NOT NULL;

-- The mark of the folder that all replicas keep audio in.
CREATE TABLE audio_folder (
    one       boolean PRIMARY KEY DEFAULT true CHECK (one),
    mark      text NOT NULL,
    marked_at timestamptz NOT NULL DEFAULT now()
);
