SELECT
  CAST((SELECT value FROM setting WHERE name = 'moved_until') AS BIGINT),
  (SELECT value FROM setting WHERE name = 'database_id'),
  COALESCE((SELECT max(id) FROM check_recent), 0),
  CAST((SELECT value FROM setting WHERE name = 'rolled_until') AS BIGINT),
  CAST((SELECT value FROM setting WHERE name = 'days_until') AS BIGINT),
  CAST((SELECT value FROM setting WHERE name = 'checks_from') AS BIGINT),
  CAST((SELECT value FROM setting WHERE name = 'hours_from') AS BIGINT)
