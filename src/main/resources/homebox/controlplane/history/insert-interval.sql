INSERT INTO event_note (at, kind, service, length)
VALUES (?, 'INTERVAL', ?, ?)
ON CONFLICT (at, kind, service) DO NOTHING
