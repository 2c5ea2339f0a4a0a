UPDATE message SET
  state = 'FAILED', answer = ?, next_try = NULL, owner = NULL, lease_until = NULL
WHERE channel = ? AND state IN ('DUE', 'SENDING') AND created < ?
