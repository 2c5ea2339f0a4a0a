INSERT INTO service (id, name, group_name, kind, url, origin)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name,
  group_name = excluded.group_name,
  kind = excluded.kind,
  url = excluded.url,
  origin = excluded.origin,
  removed = NULL
WHERE (service.name, service.group_name, service.kind, service.url, service.origin)
  <> (excluded.name, excluded.group_name, excluded.kind, excluded.url, excluded.origin)
  OR service.removed IS NOT NULL
