SELECT
  CAST((SELECT value FROM setting WHERE name = 'moved_until') AS BIGINT),
  (SELECT value FROM setting WHERE name = 'database_id'),
  COALESCE((SELECT max(id) FROM check_recent), 0)
