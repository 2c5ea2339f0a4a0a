-- by which zone days were summed up, and the first hour that is kept
SELECT
  (SELECT value FROM setting WHERE name = 'time_zone'),
  (SELECT min(at) FROM check_hour)
