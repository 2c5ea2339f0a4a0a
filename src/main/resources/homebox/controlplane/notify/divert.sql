INSERT INTO message (
  channel, key, kind, service, incident, level, facts, meant_for, state, attempts, created,
  possible_repeat, epoch)
SELECT
  ?, m.key, m.kind, m.service, m.incident, m.level, m.facts, coalesce(m.meant_for, m.channel),
  'DUE', 0, m.created, 0, 0
FROM message m
WHERE m.channel = ? AND m.state IN ('DUE', 'SENDING') AND m.kind <> 'REMOVED'
ORDER BY m.id
ON CONFLICT (channel, key) DO NOTHING
