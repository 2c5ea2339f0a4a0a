SELECT
  id, channel, kind, key, incident, service, state, attempts, created, next_try, sent, answer,
  possible_repeat
FROM message
WHERE id = ?
