SELECT i.id, s.service
FROM service_state s
JOIN incident i ON i.id = s.incident
WHERE s.level IN ('DOWN', 'SLOW')
ORDER BY s.level, i.started, s.service
LIMIT 1000
