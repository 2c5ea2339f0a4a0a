SELECT
  id, epoch, key, kind, service, incident, level, facts, attempts, coalesce(again, created),
  possible_repeat,
  meant_for
FROM message
WHERE channel = ? AND state = 'DUE'
ORDER BY kind = 'REMOVED', id
LIMIT 500
