SELECT
  id, epoch, key, kind, service, incident, level, facts, attempts, coalesce(again, created),
  possible_repeat,
  meant_for
FROM message
WHERE channel = ? AND key = ? AND state = 'DUE'
