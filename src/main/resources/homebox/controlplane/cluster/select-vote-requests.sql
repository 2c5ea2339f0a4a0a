SELECT r.round, r.service, r.url
FROM vote_request r
WHERE NOT EXISTS (SELECT 1 FROM vote v WHERE v.round = r.round AND v.node = ?)
ORDER BY r.asked, r.round
LIMIT ?
