-- the slices of an hour as they are stored
SELECT at, good, slow, failed, took, hex(latency), hex(course)
FROM check_hour
WHERE service = ? AND at >= ? AND at < ?
ORDER BY at
