-- begins and ends of the outages that ended after a moment or go on, of each service in one text
SELECT s.number, string_agg(i.started || ' ' || COALESCE(i.ended, 9223372036854775807), ' ')
FROM incident AS i
JOIN service AS s ON s.id = i.service
WHERE i.kind = 'OUTAGE' AND (i.ended IS NULL OR i.ended > ?)
GROUP BY s.number
