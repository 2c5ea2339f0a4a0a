-- when this database last saw a process of ours alive
SELECT
  CAST((SELECT value FROM setting WHERE name = 'seen_until') AS BIGINT),
  (SELECT max(at) FROM (SELECT at FROM check_recent ORDER BY id DESC LIMIT 100) AS newest)
