-- the next day from one on, all services in one text: of one that was only up just how long that was
SELECT day, string_agg(
  CASE
    WHEN down + unknown + maintenance + paused + slow + outages = 0 THEN service || ':' || up
    ELSE service || ':' || up || ':' || down || ':' || unknown || ':' || maintenance || ':'
      || paused || ':' || slow || ':' || outages
  END,
  ' '
)
FROM check_day
WHERE day = (SELECT min(day) FROM check_day WHERE day >= ?)
GROUP BY day
