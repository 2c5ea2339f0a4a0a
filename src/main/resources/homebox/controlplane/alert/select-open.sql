SELECT s.service, i.id, i.name, i.kind, i.started
FROM service_state s
JOIN incident i ON i.id = s.incident
WHERE i.ended IS NULL
  AND s.service NOT IN (SELECT e.id FROM page_entry e WHERE e.kind = 'SERVICE' AND e.watched = 1)
