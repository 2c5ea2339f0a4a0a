SELECT s.service, i.id, i.name, i.kind, i.started
FROM service_state s
JOIN incident i ON i.id = s.incident
WHERE i.ended IS NULL
