SELECT
  id, epoch, key, kind, service, incident, level, facts, attempts, created, possible_repeat,
  meant_for
FROM message
WHERE channel = ? AND state = 'DUE'
ORDER BY kind = 'REMOVED', id
LIMIT 500
