INSERT INTO check_result
  (service, at, attempt, outcome, response_time, status_code, error, phases)
SELECT
  r.service, :free_time,
  r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases
FROM (
  SELECT ? AS service, ? AS at, ? AS attempt, ? AS outcome, ? AS response_time,
    ? AS status_code, ? AS error, ? AS phases
) AS r
WHERE true
ON CONFLICT (service, at) DO NOTHING
