UPDATE incident SET ended = ?, duration = max(0, ? - started), end_reason = 'PAUSED'
WHERE service IN (SELECT value FROM json_each(?)) AND ended IS NULL
