INSERT INTO vote (round, node, saw, error, began)
SELECT r.round, ?, ?, ?, ?
FROM vote_request r
WHERE r.round = ?
ON CONFLICT (round, node) DO NOTHING
