-- where a service was silent for longer than the shortest patience of all, in the open hours
SELECT service, before, at
FROM (
  SELECT service, at, lag(at) OVER (PARTITION BY service ORDER BY at) AS before
  FROM check_recent
  WHERE at >= ?
) AS pairs
WHERE at - before > ?
