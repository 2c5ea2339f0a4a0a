UPDATE message SET
  state = 'FAILED', answer = ?, next_try = NULL, owner = NULL, lease_until = NULL
WHERE id = ? AND epoch <= ? AND state <> 'SENT'
