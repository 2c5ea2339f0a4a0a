INSERT INTO pg_temp.closing_hour (place, id)
SELECT row_number() OVER (ORDER BY service, at, id), id
FROM check_recent
WHERE id <= ? AND at >= ? AND at < ?
