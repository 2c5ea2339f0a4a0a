SELECT author, at, text
FROM incident_note
WHERE incident = ?
ORDER BY id
LIMIT 100
