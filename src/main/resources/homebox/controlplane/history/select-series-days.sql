-- days of a service; t: which
SELECT d.day, d.up, d.down, d.unknown, d.maintenance, d.paused, hex(d.latency)
FROM json_each(?) AS t
CROSS JOIN check_day AS d
WHERE d.day = CAST(t.value AS BIGINT)
  AND d.service = (SELECT number FROM service WHERE id = ?)
  AND d.day < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'days_until')
ORDER BY d.day
