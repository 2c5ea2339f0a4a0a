-- the next one, unless one like it was there before; whoever is quicker has its number
INSERT INTO config_revision (number, hash, node, text, time_zone, language, at)
SELECT COALESCE(max(number), 0) + 1, ?, ?, ?, ?, ?,
  CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)
FROM config_revision
HAVING NOT EXISTS (SELECT 1 FROM config_revision AS before WHERE before.hash = ?)
ON CONFLICT (number) DO NOTHING
