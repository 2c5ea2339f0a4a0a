INSERT INTO check_result
  (service, at, attempt, outcome, response_time, status_code, error, phases)
SELECT
  r.service,
  (
    -- its own time, or the first later one that no other check has
    WITH RECURSIVE step (at) AS (
      SELECT r.at
      UNION ALL
      SELECT step.at + 1
      FROM step
      JOIN check_result AS t ON t.service = r.service AND t.at = step.at
      WHERE step.at < r.at + 100
    )
    SELECT max(at) FROM step
  ),
  r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases
FROM (
  SELECT ? AS service, ? AS at, ? AS attempt, ? AS outcome, ? AS response_time,
    ? AS status_code, ? AS error, ? AS phases
) AS r
WHERE true
ON CONFLICT (service, at) DO NOTHING
