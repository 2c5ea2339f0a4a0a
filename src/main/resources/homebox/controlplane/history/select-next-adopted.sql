-- the next service that has adopted checks, and when the first of them was
SELECT s.number, s.id, s.name, (
    SELECT min(c.at) FROM check_result c WHERE c.service = s.number AND c.at < ?
  ) AS first
FROM service s
WHERE s.number > ?
  AND EXISTS (SELECT 1 FROM check_result c WHERE c.service = s.number AND c.at < ?)
ORDER BY s.number
LIMIT 1
