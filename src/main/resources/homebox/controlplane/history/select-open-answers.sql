-- of each service: its last answer before the open hours, its last one in them
SELECT
  s.number,
  (SELECT max(c.at) FROM check_result AS c WHERE c.service = s.number AND c.at < ?),
  r.last
FROM service AS s
LEFT JOIN (
  SELECT service, max(at) AS last FROM check_recent WHERE at >= ? GROUP BY service
) AS r ON r.service = s.number
