DELETE FROM check_hour
WHERE (at, service) IN (
  SELECT at, service FROM check_hour WHERE at < ? ORDER BY at, service LIMIT ?
)
