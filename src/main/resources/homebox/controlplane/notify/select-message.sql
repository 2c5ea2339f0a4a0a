SELECT
  id, epoch, key, kind, service, incident, level, facts, attempts, created, possible_repeat,
  meant_for
FROM message
WHERE channel = ? AND key = ? AND state = 'DUE'
