-- The processes that share a database. run: one life of it, by which a server knows its connections;
-- config: a digest of its own files; since, seen: by the database's clock. Only PostgreSQL can be
-- shared; elsewhere it stays empty.
CREATE TABLE node (
  name TEXT COLLATE "C" PRIMARY KEY,
  run TEXT COLLATE "C" NOT NULL,
  host TEXT COLLATE "C" NOT NULL,
  location TEXT COLLATE "C",
  version TEXT COLLATE "C" NOT NULL,
  config TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  seen BIGINT NOT NULL
);
