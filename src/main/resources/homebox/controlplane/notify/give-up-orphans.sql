UPDATE message SET
  possible_repeat = CASE WHEN state = 'SENDING' THEN 1 ELSE possible_repeat END,
  state = 'FAILED', answer = ?, next_try = NULL, owner = NULL, lease_until = NULL
WHERE channel = ? AND state IN ('DUE', 'SENDING') AND coalesce(again, created) < ?
