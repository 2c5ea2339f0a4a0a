SELECT 1 FROM check_result WHERE service = ? AND at < ? LIMIT 1
