SELECT c.at, c.attempt, c.outcome, c.response_time, c.status_code, t.sentence, c.phases, p.node
FROM (
  SELECT * FROM (
    SELECT r.at, r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases, r.place
    FROM check_result r
    WHERE r.service = (SELECT number FROM service WHERE id = ?)
      AND r.at < ?
      AND r.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
    ORDER BY r.at DESC
    LIMIT ?
  ) AS closed
  UNION ALL
  SELECT * FROM (
    -- newest first by id: it ends after as many rows as are asked for, without an index
    SELECT n.at, n.attempt, n.outcome, n.response_time, n.status_code, n.error, n.phases, n.place
    FROM check_recent n
    WHERE n.service = (SELECT number FROM service WHERE id = ?)
      AND n.at < ?
      AND n.at >= (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
    ORDER BY n.id DESC
    LIMIT ?
  ) AS open
) AS c
LEFT JOIN error_text t ON t.number = c.error
LEFT JOIN place p ON p.id = c.place
ORDER BY c.at DESC
LIMIT ?
