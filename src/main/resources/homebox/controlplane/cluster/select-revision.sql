SELECT number, node, at, text, time_zone, language
FROM config_revision
ORDER BY number DESC
LIMIT 1
