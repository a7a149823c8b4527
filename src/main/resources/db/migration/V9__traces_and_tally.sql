-- The span that accepted the job (W3C Trace Context), so that whoever works on it later, on any replica, goes on from there.
ALTER TABLE job ADD traceparent text;

-- What operators watch, counted by one replica for all: a single row, counted anew every few seconds.
CREATE TABLE tally (
    sole       boolean PRIMARY KEY DEFAULT true CHECK (sole),
    counted_at timestamptz NOT NULL DEFAULT '-infinity',
    counts     jsonb NOT NULL DEFAULT '{}'
);
INSERT INTO tally DEFAULT VALUES;
