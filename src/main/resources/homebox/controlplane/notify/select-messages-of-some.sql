SELECT
  id, channel, kind, key, incident, service, state, attempts, created, next_try, sent, answer,
  possible_repeat
FROM message
WHERE id < ? AND (service IS NULL OR service IN (SELECT value FROM json_each(?)))
ORDER BY id DESC
LIMIT ?
