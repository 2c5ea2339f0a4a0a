-- The first answer of a service, epoch ms; empty until an hour with an answer was rolled up.
ALTER TABLE service ADD COLUMN watched_from BIGINT;

-- How much of an outage the rollups have taken in: 0 nothing, 1 its begin, 2 its end as well.
ALTER TABLE incident ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

CREATE INDEX incident_uncounted ON incident (service) WHERE kind = 'OUTAGE' AND counted < 2;

CREATE INDEX incident_outage ON incident (service, started, ended) WHERE kind = 'OUTAGE';

-- What a closed hour was, from at on (epoch ms); an hour in which a day begins is kept in two rows.
-- Counts of answers, the sum of the times of good and slow ones in ms, and how long what was (ms).
-- No row: all of the hour that was watched is unknown. latency: history/Latencies, of good and slow
-- answers; course: history/Course, empty for one that was up throughout. In the order in which they
-- are written, so that an hour of ten thousand services is no ten thousand pages.
CREATE TABLE check_hour (
  at BIGINT NOT NULL,
  service INTEGER NOT NULL,
  good INTEGER NOT NULL,
  slow INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  took BIGINT NOT NULL,
  up BIGINT NOT NULL,
  down BIGINT NOT NULL,
  unknown BIGINT NOT NULL,
  maintenance BIGINT NOT NULL,
  paused BIGINT NOT NULL,
  latency BLOB,
  course BLOB,
  PRIMARY KEY (at, service)
) WITHOUT ROWID;

-- The same of a closed day of the configured time_zone; day counts from 1970-01-01. outages: how
-- many of them touched it.
CREATE TABLE check_day (
  day INTEGER NOT NULL,
  service INTEGER NOT NULL,
  good INTEGER NOT NULL,
  slow INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  took BIGINT NOT NULL,
  up BIGINT NOT NULL,
  down BIGINT NOT NULL,
  unknown BIGINT NOT NULL,
  maintenance BIGINT NOT NULL,
  paused BIGINT NOT NULL,
  outages INTEGER NOT NULL,
  latency BLOB,
  PRIMARY KEY (day, service)
) WITHOUT ROWID;

-- Hours (epoch ms) that must be written again: something was learnt of them when they had been.
CREATE TABLE hour_due (
  at BIGINT NOT NULL,
  service INTEGER NOT NULL,
  PRIMARY KEY (at, service)
) WITHOUT ROWID;

-- rolled_until: hours until there are in check_hour; days_until: days before that are in check_day;
-- seen_until: the last sign of life of the process; checks_from, hours_from: what is older was
-- forgotten. All but days_until are epoch ms.
INSERT INTO setting (name, value) VALUES
  ('rolled_until', '0'), ('days_until', '0'), ('seen_until', '0'),
  ('checks_from', '0'), ('hours_from', '0');
