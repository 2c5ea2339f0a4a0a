WITH writing AS (
  SELECT a.application_name AS run
  FROM pg_locks AS l
  JOIN pg_namespace AS n ON l.objid = n.oid AND n.nspname = current_schema()
  JOIN pg_database AS d ON l.database = d.oid AND d.datname = current_database()
  JOIN pg_stat_activity AS a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.classid = CAST(1212370993 AS OID)
),
current AS (
  SELECT number, hash FROM config_revision ORDER BY number DESC LIMIT 1
),
known AS (
  SELECT
    node.*,
    seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - 6000 AS live,
    EXISTS (SELECT 1 FROM writing WHERE writing.run = node.run) AS decides
  FROM node
)
SELECT
  name,
  host,
  location,
  version,
  since,
  seen,
  CAST(live AS INTEGER),
  CAST(decides AS INTEGER),
  CASE WHEN config <> '' AND config <> (SELECT hash FROM current) THEN 1 ELSE 0 END,
  CASE WHEN COALESCE(revision, 0) < (SELECT number FROM current) THEN 1 ELSE 0 END,
  services,
  lag,
  unused
FROM known
WHERE name > ?
ORDER BY name
LIMIT ?
