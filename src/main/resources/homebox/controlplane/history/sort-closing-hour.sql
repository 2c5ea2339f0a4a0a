INSERT INTO temp.closing_hour
SELECT service, at, attempt, outcome, response_time, status_code, error, phases
FROM check_recent
WHERE id <= ? AND at >= ? AND at < ?
ORDER BY service, at
