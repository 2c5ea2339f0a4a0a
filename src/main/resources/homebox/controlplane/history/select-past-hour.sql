-- the next slice from a moment on, all services in one text: of one that was up just its number
SELECT at, group_concat(
  CASE
    WHEN course IS NULL AND slow = 0 THEN CAST(service AS TEXT)
    ELSE service || ':' || slow || ':' || COALESCE(hex(course), '')
  END,
  ' '
)
FROM check_hour
WHERE at = (SELECT min(at) FROM check_hour WHERE at >= ?)
GROUP BY at
