INSERT INTO message (
  channel, key, kind, service, incident, level, facts, state, attempts, created, possible_repeat,
  epoch)
SELECT t.channel, ?, 'REMOVED', ?, ?, 'UP', ?, 'DUE', 0, ?, 0, 0
FROM told t
WHERE t.service = ? AND t.channel = ? AND t.level <> 'UP'
ON CONFLICT (channel, key) DO NOTHING
