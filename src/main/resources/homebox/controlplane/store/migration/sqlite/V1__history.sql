CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- checks older than this (epoch ms) are read from check_result, the others from check_recent
INSERT INTO setting (name, value) VALUES ('moved_until', '0');

CREATE TABLE service (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  group_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  origin TEXT NOT NULL
);

CREATE TABLE error_text (
  number INTEGER PRIMARY KEY,
  sentence TEXT NOT NULL UNIQUE
);

-- The open hour, in the order in which it came: no second index, so that a check costs no page of
-- its own. outcome: 0 good, 1 slow, 2 failed; response_time in ms; phases: history/PhaseBytes.
CREATE TABLE check_recent (
  id INTEGER PRIMARY KEY,
  service INTEGER NOT NULL,
  at BIGINT NOT NULL,
  attempt INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  response_time BIGINT NOT NULL,
  status_code INTEGER,
  error INTEGER,
  phases BLOB
);

-- The closed hours, in the order in which they are asked for.
CREATE TABLE check_result (
  service INTEGER NOT NULL,
  at BIGINT NOT NULL,
  attempt INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  response_time BIGINT NOT NULL,
  status_code INTEGER,
  error INTEGER,
  phases BLOB,
  PRIMARY KEY (service, at)
) WITHOUT ROWID;

-- What history must know to read its own gaps; service 0: it concerns all of them. length in ms.
CREATE TABLE event_note (
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  service INTEGER NOT NULL,
  length BIGINT NOT NULL,
  PRIMARY KEY (at, kind, service)
) WITHOUT ROWID;

-- For people and their scripts: every check, in local time.
CREATE VIEW checks (id, service_name, timestamp, is_healthy, response_time, status_code, error) AS
SELECT
  c.at * 1048576 + c.service,
  s.name,
  strftime('%Y-%m-%d %H:%M:%f', c.at / 1000.0, 'unixepoch', 'localtime') || '000',
  c.outcome <> 2,
  c.response_time / 1000.0,
  c.status_code,
  (SELECT t.sentence FROM error_text t WHERE t.number = c.error)
FROM check_result c
JOIN service s ON s.number = c.service
WHERE c.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
UNION ALL
SELECT
  c.at * 1048576 + c.service,
  s.name,
  strftime('%Y-%m-%d %H:%M:%f', c.at / 1000.0, 'unixepoch', 'localtime') || '000',
  c.outcome <> 2,
  c.response_time / 1000.0,
  c.status_code,
  (SELECT t.sentence FROM error_text t WHERE t.number = c.error)
FROM check_recent c
JOIN service s ON s.number = c.service
WHERE c.at >= (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until');
