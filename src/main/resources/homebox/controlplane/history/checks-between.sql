WITH asked (service, since, before, most, moved) AS (
  SELECT
    (SELECT number FROM service WHERE id = ?),
    CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT),
    (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
)
SELECT c.at, c.attempt, c.outcome, c.response_time, c.status_code, t.sentence, c.phases, p.node
FROM (
  SELECT * FROM (
    -- one upper bound: of two the index might be entered at the wrong one
    SELECT r.at, r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases, r.place
    FROM check_result r
    WHERE r.service = (SELECT service FROM asked)
      AND r.at >= (SELECT since FROM asked)
      AND r.at < (SELECT CASE WHEN before < moved THEN before ELSE moved END FROM asked)
    ORDER BY r.at DESC
    LIMIT (SELECT most FROM asked)
  ) AS closed
  UNION ALL
  SELECT * FROM (
    -- no index: looked through as a whole, or by the id of none when nothing in it is asked for
    SELECT n.at, n.attempt, n.outcome, n.response_time, n.status_code, n.error, n.phases, n.place
    FROM check_recent n
    WHERE n.id > (SELECT CASE WHEN before > moved THEN 0 ELSE 9223372036854775807 END FROM asked)
      AND n.service = (SELECT service FROM asked)
      AND n.at >= (SELECT since FROM asked)
      AND n.at >= (SELECT moved FROM asked)
      AND n.at < (SELECT before FROM asked)
    ORDER BY n.at DESC
    LIMIT (SELECT most FROM asked)
  ) AS open
) AS c
LEFT JOIN error_text t ON t.number = c.error
LEFT JOIN place p ON p.id = c.place
ORDER BY c.at DESC
LIMIT (SELECT most FROM asked)
