SELECT CAST(json_agg(id ORDER BY place) AS TEXT)
FROM pg_temp.closing_hour
WHERE place > ? AND place <= ?
