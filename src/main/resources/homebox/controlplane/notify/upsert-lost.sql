INSERT INTO message (
  channel, key, kind, facts, state, attempts, created, possible_repeat, epoch)
VALUES (?, ?, 'CHANNEL', ?, 'DUE', 0, ?, 0, 0)
ON CONFLICT (channel, key) DO UPDATE SET facts = excluded.facts WHERE message.state = 'DUE'
