-- Which of several hosts that share a database asked, and where it stood then; location: empty where it
-- says none. Only PostgreSQL can be shared; elsewhere it stays empty.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  node TEXT NOT NULL,
  location TEXT NOT NULL,
  UNIQUE (node, location)
);

-- Who asked. Null: a host alone, or one of an older version.
ALTER TABLE check_recent ADD COLUMN place INTEGER;
ALTER TABLE check_result ADD COLUMN place INTEGER;
