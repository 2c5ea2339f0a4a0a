-- of rounds that are over, also where a vote came when its round was just being taken back
DELETE FROM vote
WHERE NOT EXISTS (SELECT 1 FROM vote_request r WHERE r.round = vote.round)
