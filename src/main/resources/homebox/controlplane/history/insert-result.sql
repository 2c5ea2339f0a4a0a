INSERT INTO check_result
  (service, at, attempt, outcome, response_time, status_code, error, phases, place)
SELECT
  r.service, :free_time,
  r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases, r.place
FROM (
  SELECT
    CAST(? AS BIGINT) AS service, CAST(? AS BIGINT) AS at, CAST(? AS BIGINT) AS attempt,
    CAST(? AS BIGINT) AS outcome, CAST(? AS BIGINT) AS response_time,
    CAST(? AS BIGINT) AS status_code, CAST(? AS BIGINT) AS error, CAST(? AS BLOB) AS phases,
    CAST(? AS BIGINT) AS place
) AS r
WHERE true
ON CONFLICT (service, at) DO NOTHING
