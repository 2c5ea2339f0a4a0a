-- Where nobody depends on the service nobody is named.
SELECT m.service, m.facts
FROM service_state s
JOIN message m ON m.incident = s.incident
WHERE m.kind = 'ALERT' AND m.facts LIKE '%"dependents"%'
