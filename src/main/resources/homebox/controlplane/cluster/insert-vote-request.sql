INSERT INTO vote_request (round, service, url, asked)
VALUES (?, ?, ?, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT))
ON CONFLICT (round) DO NOTHING
