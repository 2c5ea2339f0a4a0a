INSERT INTO message (
  channel, key, kind, service, incident, level, facts, state, attempts, created, possible_repeat,
  epoch, owner, lease_until)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (channel, key) DO NOTHING
RETURNING id, channel, key
