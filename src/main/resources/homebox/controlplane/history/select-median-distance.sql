-- from one check of a service to the next; no row where there are none
SELECT d.distance
FROM (
  SELECT at - lag(at) OVER (ORDER BY at) AS distance
  FROM check_result
  WHERE service = ? AND at < ?
) AS d
WHERE d.distance IS NOT NULL
ORDER BY d.distance
LIMIT 1
OFFSET (SELECT max(count(*) - 2, 0) / 2 FROM check_result WHERE service = ? AND at < ?)
