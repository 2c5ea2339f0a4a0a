-- what was planned beyond that moment, up to it
INSERT INTO event_note (at, kind, service, length)
SELECT CAST(? AS BIGINT), kind, service, max(length - (at - ?))
FROM event_note
WHERE at > ? AND kind IN ('MAINTENANCE', 'PAUSED') AND at - length < ?
GROUP BY kind, service
ON CONFLICT (at, kind, service) DO UPDATE SET length = excluded.length
WHERE excluded.length > event_note.length
