DELETE FROM check_day
WHERE (day, service) IN (
  SELECT day, service FROM check_day WHERE day < ? ORDER BY day, service LIMIT ?
)
