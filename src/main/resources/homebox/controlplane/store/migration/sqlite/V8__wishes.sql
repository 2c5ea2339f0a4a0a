-- What people want of services beside the configuration. by_whom: who said so, as people read it;
-- times are epoch ms. Of these services nobody is told until then that they got worse.
CREATE TABLE mute (
  service TEXT PRIMARY KEY,
  by_whom TEXT NOT NULL,
  until BIGINT NOT NULL
) WITHOUT ROWID;

-- These are not asked, since then.
CREATE TABLE pause (
  service TEXT PRIMARY KEY,
  by_whom TEXT NOT NULL,
  since BIGINT NOT NULL
) WITHOUT ROWID;

-- Planned work besides that of the configuration file: either begins and ends, or cron, length (ms)
-- and zone. services: a JSON list of selectors; id: grows.
CREATE TABLE maintenance (
  id TEXT PRIMARY KEY,
  by_whom TEXT NOT NULL,
  services TEXT NOT NULL,
  begins BIGINT,
  ends BIGINT,
  cron TEXT,
  length BIGINT,
  zone TEXT,
  reason TEXT NOT NULL
) WITHOUT ROWID;
