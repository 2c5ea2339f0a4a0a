-- outages of which something is new
SELECT i.id, s.number, i.started, i.ended, i.counted
FROM incident AS i
JOIN service AS s ON s.id = i.service
WHERE i.kind = 'OUTAGE' AND i.counted < 2 AND (i.counted = 0 OR i.ended IS NOT NULL)
LIMIT ?
