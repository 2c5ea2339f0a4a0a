-- what a node's own file says, as it was offered last
INSERT INTO config_revision (number, hash, node, text, time_zone, language, at)
SELECT (SELECT max(number) FROM config_revision) + 1, r.hash, node.name, r.text, r.time_zone, r.language,
  CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)
FROM node
JOIN config_revision AS r ON r.hash = node.config AND r.text IS NOT NULL
WHERE node.name = ?
ORDER BY r.number DESC
LIMIT 1
ON CONFLICT (number) DO NOTHING
