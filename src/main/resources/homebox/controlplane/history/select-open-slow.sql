-- slow answers of the open hours, by quarters of an hour
SELECT service, at / 900000 * 900000 AS quarter, count(*)
FROM check_recent
WHERE at >= ? AND outcome = 1
GROUP BY service, at / 900000 * 900000
