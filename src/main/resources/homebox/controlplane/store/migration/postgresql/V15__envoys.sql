-- What one host is asked to look at because the one that decides is not where that can be seen, and
-- what came of it. round: one question; node: who is asked; fresh: 1: it reads its files again before;
-- asked: by the database's clock; saw: a word, empty until it has looked; answer: as JSON. Only
-- PostgreSQL can be shared; elsewhere it stays empty.
CREATE TABLE envoy_look (
  round TEXT COLLATE "C" PRIMARY KEY,
  node TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  fresh BIGINT NOT NULL,
  asked BIGINT NOT NULL,
  saw TEXT COLLATE "C",
  answer TEXT COLLATE "C"
);
