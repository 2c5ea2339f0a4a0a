SELECT
  s.service, s.level, i.name, i.started,
  (SELECT m.facts FROM message m WHERE m.incident = i.id ORDER BY m.id DESC LIMIT 1)
FROM service_state s
JOIN incident i ON i.id = s.incident
WHERE s.level IN ('DOWN', 'SLOW')
  AND (EXISTS (SELECT 1 FROM told t WHERE t.service = s.service AND t.channel = ?)
    OR NOT EXISTS (SELECT 1 FROM told t WHERE t.service = s.service))
ORDER BY s.level, i.started, s.service
