INSERT INTO message (
  channel, key, kind, service, incident, level, facts, state, attempts, created, possible_repeat,
  epoch)
VALUES (?, ?, ?, ?, ?, ?, ?, 'DUE', 0, ?, ?, 0)
ON CONFLICT (channel, key) DO NOTHING
