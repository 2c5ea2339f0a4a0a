INSERT INTO service (id, name, group_name, kind, url, origin)
VALUES (?, ?, '', '', '', 'adopted')
ON CONFLICT (id) DO NOTHING
