INSERT INTO node (
  name, run, host, location, version, config, address, revision, unused, services, lag, since, seen
)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock.now, clock.now
FROM (SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) AS now) AS clock
ON CONFLICT (name) DO UPDATE SET
  since = CASE node.run WHEN excluded.run THEN node.since ELSE excluded.since END,
  run = excluded.run,
  host = excluded.host,
  location = excluded.location,
  version = excluded.version,
  config = excluded.config,
  address = excluded.address,
  revision = excluded.revision,
  unused = excluded.unused,
  services = excluded.services,
  lag = excluded.lag,
  seen = excluded.seen
WHERE node.run = excluded.run OR node.seen < excluded.seen - ? OR node.seen = CAST(? AS BIGINT)
RETURNING seen
