SELECT channel, reference
FROM message
WHERE incident = ? AND reference IS NOT NULL AND kind IN ('ALERT', 'WARNING', 'REMINDER')
GROUP BY channel, reference
ORDER BY min(id) DESC
LIMIT 20
