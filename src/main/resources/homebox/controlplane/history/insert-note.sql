INSERT INTO event_note (at, kind, service, length)
VALUES (?, ?, 0, ?)
ON CONFLICT (at, kind, service) DO NOTHING
