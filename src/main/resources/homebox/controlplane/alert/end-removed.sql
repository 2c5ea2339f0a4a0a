UPDATE incident SET ended = ?, duration = ?, end_reason = 'REMOVED'
WHERE id = ? AND ended IS NULL
