-- What held for all hosts that share a database, one after the other; the highest number does. hash:
-- a digest of the text; at: by the database's clock; text: as a file has it, null when it is long
-- over; time_zone, language: what that host meant where the text says neither. Only PostgreSQL can be
-- shared; elsewhere it stays empty.
CREATE TABLE config_revision (
  number BIGINT PRIMARY KEY,
  hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  node TEXT NOT NULL,
  text TEXT,
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX config_revision_hash ON config_revision (hash);

-- The revision that a node goes by; what of its environment it does not use, as names; how many
-- services it asks, and how late at most in the last minute, in ms. Null: it does not say.
ALTER TABLE node ADD COLUMN revision BIGINT;
ALTER TABLE node ADD COLUMN unused TEXT;
ALTER TABLE node ADD COLUMN services BIGINT;
ALTER TABLE node ADD COLUMN lag BIGINT;
