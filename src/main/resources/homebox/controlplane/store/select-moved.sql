SELECT
  (SELECT count(*) FROM service WHERE removed IS NULL),
  (SELECT count(*) FROM check_result WHERE at < moved.until)
    + (SELECT count(*) FROM check_recent WHERE at >= moved.until),
  (SELECT count(*) FROM incident),
  (SELECT count(*) FROM incident WHERE ended IS NULL),
  (SELECT count(*) FROM message WHERE state IN ('DUE', 'SENDING')),
  least(
    (SELECT min(watched_from) FROM service),
    (SELECT min(at) FROM check_hour),
    (SELECT min(at) FROM check_result),
    (SELECT min(at) FROM check_recent),
    (SELECT min(started) FROM incident)
  )
FROM (SELECT CAST(value AS BIGINT) AS until FROM setting WHERE name = 'moved_until') AS moved
