-- What other hosts are asked to look at once, and what each of them saw. round: one question about one
-- service; asked: by the database's clock; began: by the clock of the host that saw it. Only
-- PostgreSQL can be shared; elsewhere both stay empty.
CREATE TABLE vote_request (
  round TEXT COLLATE "C" PRIMARY KEY,
  service TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  asked BIGINT NOT NULL
);

CREATE TABLE vote (
  round TEXT COLLATE "C" NOT NULL,
  node TEXT COLLATE "C" NOT NULL,
  saw TEXT COLLATE "C" NOT NULL,
  error TEXT COLLATE "C",
  began BIGINT NOT NULL,
  PRIMARY KEY (round, node)
);

-- By whom an outage was seen when it began, as JSON.
ALTER TABLE incident ADD COLUMN votes TEXT COLLATE "C";
