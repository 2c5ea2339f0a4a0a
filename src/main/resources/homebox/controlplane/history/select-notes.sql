SELECT service, kind, at, length FROM event_note WHERE at > ? OR kind = 'PATIENCE' ORDER BY at
