-- the first check of the closed hours
SELECT min(first)
FROM (
  SELECT (SELECT min(c.at) FROM check_result AS c WHERE c.service = s.number) AS first
  FROM service AS s
) AS firsts
WHERE first < ?
