-- the answers of a service from one moment until another in one text
SELECT string_agg((c.at - ?) || ' ' || c.outcome || ' ' || c.response_time, ' ' ORDER BY c.at)
FROM (
  SELECT r.at, r.outcome, r.response_time
  FROM check_result AS r
  WHERE r.service = (SELECT number FROM service WHERE id = ?)
    AND r.at >= ? AND r.at < ?
    AND r.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
  UNION ALL
  SELECT n.at, n.outcome, n.response_time
  FROM check_recent AS n
  WHERE n.service = (SELECT number FROM service WHERE id = ?)
    AND n.at >= ? AND n.at < ?
    AND n.at >= (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
) AS c
