-- epoch 0: it was told before it could be stored, once and by nobody's claim
UPDATE message SET
  state = 'SENT', sent = ?, answer = ?, reference = ?, next_try = NULL, owner = NULL,
  lease_until = NULL,
  attempts = CASE WHEN epoch = 0 THEN 1 ELSE attempts END,
  possible_repeat = CASE WHEN epoch = 0 THEN 0 ELSE possible_repeat END
WHERE id = ? AND epoch <= ? AND state <> 'SENT'
