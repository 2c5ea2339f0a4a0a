UPDATE message SET
  state = 'DUE', attempts = 0, epoch = 0, owner = NULL, lease_until = NULL, possible_repeat = ?
WHERE channel = ? AND key = ? AND state = 'SENDING' AND epoch = 1 AND owner = ? AND lease_until = ?
