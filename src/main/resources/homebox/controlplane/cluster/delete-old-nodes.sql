DELETE FROM node
WHERE seen < CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - 7 * 86400000
