SELECT name, host, location, version, since, seen, 0, 0, 0
FROM node
WHERE name > ?
ORDER BY name
LIMIT ?
