INSERT INTO temp.closing_hour
SELECT id
FROM check_recent
WHERE id <= ? AND at >= ? AND at < ?
ORDER BY service, at
