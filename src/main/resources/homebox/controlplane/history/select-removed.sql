-- services that are not among those that are watched, from an id on
SELECT id, name, group_name, kind, url, removed, watched_from
FROM service
WHERE id > ? AND id NOT IN (SELECT value FROM json_each(?))
ORDER BY id
LIMIT ?
