SELECT service, kind, at, length FROM event_note WHERE at > ? OR kind IN ('PATIENCE', 'INTERVAL') ORDER BY at
