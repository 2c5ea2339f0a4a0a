-- a number is taken for a new one alone: a conflict would use one up each time
WITH asked AS (
  SELECT
    CAST(? AS TEXT) AS id, CAST(? AS TEXT) AS name, CAST(? AS TEXT) AS group_name,
    CAST(? AS TEXT) AS kind, CAST(? AS TEXT) AS url, CAST(? AS TEXT) AS origin
), known AS (
  UPDATE service SET
    name = a.name,
    group_name = a.group_name,
    kind = a.kind,
    url = a.url,
    origin = a.origin,
    removed = NULL
  FROM asked AS a
  WHERE service.id = a.id
    AND ((service.name, service.group_name, service.kind, service.url, service.origin)
      <> (a.name, a.group_name, a.kind, a.url, a.origin)
      OR service.removed IS NOT NULL)
)
INSERT INTO service (id, name, group_name, kind, url, origin)
SELECT a.id, a.name, a.group_name, a.kind, a.url, a.origin
FROM asked AS a
WHERE NOT EXISTS (SELECT 1 FROM service AS s WHERE s.id = a.id)
ON CONFLICT (id) DO NOTHING
