INSERT INTO event_note (at, kind, service, length)
VALUES (?, ?, ?, ?)
ON CONFLICT (at, kind, service) DO UPDATE SET length = excluded.length
