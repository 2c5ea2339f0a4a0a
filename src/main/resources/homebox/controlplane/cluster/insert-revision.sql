-- the next one, unless the last one says the same; whoever is quicker has its number
INSERT INTO config_revision (number, hash, node, text, time_zone, language, at)
SELECT COALESCE(max(number), 0) + 1, ?, ?, ?, ?, ?,
  CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)
FROM config_revision
HAVING NOT EXISTS (
  SELECT 1
  FROM config_revision AS last
  WHERE last.number = (SELECT max(number) FROM config_revision)
    AND last.hash = ? AND last.time_zone = ? AND last.language = ?
)
ON CONFLICT (number) DO NOTHING
