UPDATE message SET
  state = 'SENDING', attempts = attempts + 1, epoch = epoch + 1, owner = ?, lease_until = ?
WHERE id = ? AND epoch = ? AND state = 'DUE'
