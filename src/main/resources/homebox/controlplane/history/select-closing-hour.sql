SELECT service, at, attempt, outcome, response_time, status_code, error, phases
FROM temp.closing_hour
WHERE rowid > ? AND rowid <= ?
ORDER BY rowid
