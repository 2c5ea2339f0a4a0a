SELECT id, name, group_name, kind, url, removed, watched_from
FROM service
WHERE id = ?
