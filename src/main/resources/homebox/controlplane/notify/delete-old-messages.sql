DELETE FROM message
WHERE id IN (
  SELECT id FROM message
  WHERE created < ? AND state IN ('SENT', 'FAILED')
  ORDER BY created
  LIMIT ?)
