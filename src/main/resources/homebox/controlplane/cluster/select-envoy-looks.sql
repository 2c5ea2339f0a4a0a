SELECT round, node, service, url, fresh
FROM envoy_look
WHERE node = ? AND saw IS NULL
ORDER BY asked, round
LIMIT ?
