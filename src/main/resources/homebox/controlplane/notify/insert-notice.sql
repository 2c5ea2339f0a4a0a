INSERT INTO message (
  channel, key, kind, facts, state, attempts, created, possible_repeat, epoch)
VALUES (?, ?, ?, ?, 'DUE', 0, ?, 0, 0)
ON CONFLICT (channel, key) DO NOTHING
