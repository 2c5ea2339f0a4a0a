-- the epoch: what was known of it before does not count any more
UPDATE message SET
  state = 'DUE', again = ?, again_by = ?, answer_before = answer, next_try = NULL, owner = NULL,
  lease_until = NULL, epoch = epoch + 1
WHERE id = ? AND state = 'FAILED'
