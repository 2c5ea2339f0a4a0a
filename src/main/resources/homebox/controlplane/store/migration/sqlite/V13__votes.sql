-- What other hosts are asked to look at once, and what each of them saw. round: one question about one
-- service; asked: by the database's clock; began: by the clock of the host that saw it. Only
-- PostgreSQL can be shared; elsewhere both stay empty.
CREATE TABLE vote_request (
  round TEXT PRIMARY KEY,
  service TEXT NOT NULL,
  url TEXT NOT NULL,
  asked BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE vote (
  round TEXT NOT NULL,
  node TEXT NOT NULL,
  saw TEXT NOT NULL,
  error TEXT,
  began BIGINT NOT NULL,
  PRIMARY KEY (round, node)
) WITHOUT ROWID;

-- By whom an outage was seen when it began, as JSON.
ALTER TABLE incident ADD COLUMN votes TEXT;
