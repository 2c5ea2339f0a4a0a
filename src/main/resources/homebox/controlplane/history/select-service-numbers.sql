SELECT l.key, s.number
FROM json_each(?) AS l
CROSS JOIN service AS s
WHERE s.id = l.value
