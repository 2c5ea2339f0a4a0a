SELECT l.key, s.number
FROM json_each(?) AS l
CROSS JOIN service AS s ON s.id = l.value
