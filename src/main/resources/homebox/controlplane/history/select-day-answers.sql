-- CROSS JOIN: a range of the primary key for each service, not a scan of all that is remembered
SELECT s.id, r.outcome, r.response_time, count(*)
FROM service s
CROSS JOIN check_result r
WHERE r.service = s.number AND r.at >= ? AND r.at < ?
  AND r.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
GROUP BY s.id, r.outcome, r.response_time
UNION ALL
SELECT s.id, n.outcome, n.response_time, count(*)
FROM check_recent n
JOIN service s ON s.number = n.service
WHERE n.at >= ? AND n.at < ?
  AND n.at >= (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
GROUP BY s.id, n.outcome, n.response_time
