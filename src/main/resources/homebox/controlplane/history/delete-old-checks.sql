DELETE FROM check_result
WHERE service = ?
  AND at <= (
    SELECT max(old.at)
    FROM (
      SELECT at FROM check_result WHERE service = ? AND at < ? ORDER BY at LIMIT ?
    ) AS old
  )
