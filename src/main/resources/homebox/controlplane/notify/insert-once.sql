INSERT INTO message (
  channel, key, kind, facts, state, attempts, created, possible_repeat, epoch)
SELECT ?, ?, ?, ?, 'DUE', 0, ?, 0, 0
WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.key = ?)
