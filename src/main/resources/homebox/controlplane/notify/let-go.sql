-- the claim was written, and nothing was sent by it
UPDATE message SET
  state = 'DUE', attempts = attempts - 1, owner = NULL, lease_until = NULL
WHERE id = ? AND epoch = ? AND state = 'SENDING' AND owner = ?
