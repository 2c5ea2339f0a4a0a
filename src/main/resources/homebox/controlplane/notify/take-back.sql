UPDATE message SET state = 'DUE', possible_repeat = 1, owner = NULL, lease_until = NULL
WHERE state = 'SENDING' AND owner <> ?
