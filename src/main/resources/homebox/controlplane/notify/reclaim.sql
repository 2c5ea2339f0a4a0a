-- A claim lasts longer than any delivery may take. Both states: as the index of open ones says it.
UPDATE message SET state = 'DUE', possible_repeat = 1, owner = NULL, lease_until = NULL
WHERE state IN ('DUE', 'SENDING') AND state = 'SENDING' AND owner = ? AND lease_until < ?
