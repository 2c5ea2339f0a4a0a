SELECT name, host, location, version, since, seen, 0, 0, 0, 0, services, lag, unused
FROM node
WHERE name > ?
ORDER BY name
LIMIT ?
