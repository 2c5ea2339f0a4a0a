-- every node and whether it lives, and what it has said in the rounds that are open; first the nodes alone
SELECT
  name, location, NULL, run, NULL,
  seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - ?
FROM node
UNION ALL
SELECT node, NULL, round, saw, error, NULL
FROM vote
