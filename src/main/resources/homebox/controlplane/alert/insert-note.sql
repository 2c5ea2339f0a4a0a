INSERT INTO incident_note (incident, at, author, text)
VALUES (?, ?, ?, ?)
