INSERT INTO event_note (at, kind, service, length)
SELECT CAST(? AS BIGINT), CAST(? AS TEXT), number, CAST(? AS BIGINT) FROM service WHERE id = ?
ON CONFLICT (at, kind, service) DO UPDATE SET length = excluded.length
WHERE excluded.length > event_note.length
