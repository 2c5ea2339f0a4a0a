UPDATE message SET
  state = 'SENT', sent = ?, answer = ?, reference = ?, next_try = NULL, owner = NULL,
  lease_until = NULL
WHERE id = ? AND epoch <= ? AND state <> 'SENT'
