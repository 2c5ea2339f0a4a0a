-- What held for all hosts that share a database, one after the other; the highest number does. hash:
-- a digest of the text; at: by the database's clock; text: as a file has it, null when it is long
-- over; time_zone, language: what that host meant where the text says neither. Only PostgreSQL can be
-- shared; elsewhere it stays empty.
CREATE TABLE config_revision (
  number BIGINT PRIMARY KEY,
  hash TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  node TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C",
  time_zone TEXT COLLATE "C" NOT NULL,
  language TEXT COLLATE "C" NOT NULL
);
CREATE INDEX config_revision_hash ON config_revision (hash);

-- The revision that a node goes by; what of its environment it does not use, as names; how many
-- services it asks, and how late at most in the last minute, in ms. Null: it does not say.
ALTER TABLE node ADD COLUMN revision BIGINT;
ALTER TABLE node ADD COLUMN unused TEXT COLLATE "C";
ALTER TABLE node ADD COLUMN services BIGINT;
ALTER TABLE node ADD COLUMN lag BIGINT;
