INSERT INTO service (id, name, group_name, kind, url, origin)
VALUES (?, ?, '', '', '', 'unknown')
ON CONFLICT (id) DO NOTHING
