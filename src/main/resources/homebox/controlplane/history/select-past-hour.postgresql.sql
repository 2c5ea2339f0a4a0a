-- the next slice from a moment on, all services in one text: of one that was up for an hour just its
-- number, of a shorter or slow one that was up how long it is
SELECT at, string_agg(
  CASE
    WHEN course IS NULL AND slow = 0 AND up = 3600000 THEN CAST(service AS TEXT)
    WHEN course IS NULL THEN service || ':' || slow || ':+' || up
    ELSE service || ':' || slow || ':' || hex(course)
  END,
  ' '
)
FROM check_hour
WHERE at = (SELECT min(at) FROM check_hour WHERE at >= ?)
GROUP BY at
