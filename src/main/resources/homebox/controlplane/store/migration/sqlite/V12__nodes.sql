-- The processes that share a database. run: one life of it, by which a server knows its connections;
-- config: a digest of its own files; since, seen: by the database's clock. Only PostgreSQL can be
-- shared; elsewhere it stays empty.
CREATE TABLE node (
  name TEXT PRIMARY KEY,
  run TEXT NOT NULL,
  host TEXT NOT NULL,
  location TEXT,
  version TEXT NOT NULL,
  config TEXT NOT NULL,
  since BIGINT NOT NULL,
  seen BIGINT NOT NULL
) WITHOUT ROWID;
