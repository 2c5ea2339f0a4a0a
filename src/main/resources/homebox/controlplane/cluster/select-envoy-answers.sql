-- every node and whether it lives, and what was answered; first the nodes alone
SELECT
  name, location, NULL, run, NULL,
  seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - ?
FROM node
UNION ALL
SELECT node, NULL, round, saw, answer, NULL
FROM envoy_look
WHERE saw IS NOT NULL
