INSERT INTO envoy_look (round, node, service, url, fresh, asked)
VALUES (?, ?, ?, ?, ?, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT))
ON CONFLICT (round) DO NOTHING
