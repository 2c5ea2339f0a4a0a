UPDATE incident SET ended = ?, end_reason = 'RECOVERED'
WHERE service = ? AND ended IS NULL AND id <> ?
