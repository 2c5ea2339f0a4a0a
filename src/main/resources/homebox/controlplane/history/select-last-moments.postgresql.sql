-- of each service the newest three of the checks that were adopted
SELECT s.name, s.id, (
    SELECT CAST(coalesce(json_agg(c.at ORDER BY c.at DESC), '[]') AS TEXT)
    FROM (
      SELECT at FROM check_result WHERE service = s.number AND at < ? ORDER BY at DESC LIMIT 3
    ) AS c
  )
FROM service s
