UPDATE message SET
  state = 'FAILED', answer = ?,
  possible_repeat = CASE WHEN ? = 1 THEN 1 ELSE possible_repeat END, next_try = NULL, owner = NULL, lease_until = NULL
WHERE id = ? AND epoch <= ? AND state <> 'SENT'
