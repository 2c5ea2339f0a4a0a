INSERT INTO pause (service, by_whom, since)
SELECT value, CAST(? AS TEXT), CAST(? AS BIGINT) FROM json_each(?) WHERE true
ON CONFLICT (service) DO NOTHING
