-- CROSS JOIN: in the order of the list, which is that of the table that is filled
INSERT INTO check_result
  (service, at, attempt, outcome, response_time, status_code, error, phases, place)
SELECT
  r.service, r.at, r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases, r.place
FROM json_each(?) AS sorted
CROSS JOIN check_recent AS r
WHERE r.id = CAST(sorted.value AS BIGINT)
ON CONFLICT (service, at) DO NOTHING
