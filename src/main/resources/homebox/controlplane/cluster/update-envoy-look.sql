UPDATE envoy_look
SET saw = ?, answer = ?
WHERE round = ? AND node = ? AND saw IS NULL
