-- every node that lives, and what was answered; first the nodes alone
SELECT name, location, NULL, NULL, NULL
FROM node
WHERE seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - ?
UNION ALL
SELECT node, NULL, round, saw, answer
FROM envoy_look
WHERE saw IS NOT NULL
