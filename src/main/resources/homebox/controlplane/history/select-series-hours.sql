-- slices of a service; t: where they may begin
SELECT h.at, h.up, h.down, h.unknown, h.maintenance, h.paused, hex(h.latency)
FROM json_each(?) AS t
CROSS JOIN check_hour AS h
WHERE h.at = CAST(t.value AS BIGINT)
  AND h.service = (SELECT number FROM service WHERE id = ?)
  AND h.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'rolled_until')
ORDER BY h.at
