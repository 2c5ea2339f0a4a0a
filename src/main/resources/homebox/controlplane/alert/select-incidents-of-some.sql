-- service and nothing: in the order of the ids, for the services are nearly all
SELECT
  id, service, name, kind, started, ended, duration, end_reason, cause, error, announced,
  acknowledged, acknowledged_by, acknowledged_note, votes
FROM incident
WHERE id < ? AND service || '' IN (SELECT value FROM json_each(?))
ORDER BY id DESC
LIMIT ?
