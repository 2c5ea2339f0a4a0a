INSERT INTO hour_due (at, service)
SELECT CAST(? AS BIGINT), number FROM service WHERE true
ON CONFLICT (at, service) DO NOTHING
