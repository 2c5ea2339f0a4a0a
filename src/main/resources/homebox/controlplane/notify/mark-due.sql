-- DUE: sent although the claim could not be written.
UPDATE message SET
  state = 'DUE', next_try = ?, answer = ?,
  possible_repeat = CASE WHEN ? = 1 THEN 1 ELSE possible_repeat END, owner = NULL,
  lease_until = NULL
WHERE id = ? AND epoch <= ? AND state IN ('SENDING', 'DUE')
