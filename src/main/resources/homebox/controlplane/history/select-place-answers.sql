-- the answers of a service from one moment on, by who asked: how many, how many failed, the last one,
-- and how long the others took, in one text
SELECT p.node, p.location, c.checks, c.failed, c.last, c.times
FROM (
  SELECT
    a.place, count(*) AS checks, sum(CASE WHEN a.outcome = 2 THEN 1 ELSE 0 END) AS failed,
    max(a.at) AS last,
    string_agg(CASE WHEN a.outcome <> 2 THEN CAST(a.response_time AS TEXT) END, ' ') AS times
  FROM (
    SELECT r.place, r.at, r.outcome, r.response_time
    FROM check_result AS r
    WHERE r.service = (SELECT number FROM service WHERE id = ?)
      AND r.at >= ?
      AND r.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
    UNION ALL
    SELECT n.place, n.at, n.outcome, n.response_time
    FROM check_recent AS n
    WHERE n.service = (SELECT number FROM service WHERE id = ?)
      AND n.at >= ?
      AND n.at >= (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'moved_until')
  ) AS a
  WHERE a.place IS NOT NULL
  GROUP BY a.place
) AS c
JOIN place AS p ON p.id = c.place
ORDER BY p.node, p.location
