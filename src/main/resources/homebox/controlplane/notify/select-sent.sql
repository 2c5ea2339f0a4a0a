SELECT
  id, epoch, key, kind, service, incident, level, facts, attempts, created, possible_repeat,
  meant_for
FROM message
WHERE channel = ? AND reference = ? AND kind IN ('ALERT', 'WARNING', 'REMINDER', 'RECOVERY', 'REMOVED')
ORDER BY kind = 'REMOVED', id
LIMIT 500
