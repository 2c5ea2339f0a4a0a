-- every node that lives, and what it has said in the rounds that are open; first the nodes alone
SELECT name, location, NULL, NULL, NULL
FROM node
WHERE seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - ?
UNION ALL
SELECT node, NULL, round, saw, error
FROM vote
