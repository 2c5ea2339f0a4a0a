INSERT INTO mute (service, by_whom, until)
SELECT value, CAST(? AS TEXT), CAST(? AS BIGINT) FROM json_each(?) WHERE true
ON CONFLICT (service) DO UPDATE SET by_whom = excluded.by_whom, until = excluded.until
