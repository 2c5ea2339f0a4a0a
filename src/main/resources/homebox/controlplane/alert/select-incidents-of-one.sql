SELECT
  id, service, name, kind, started, ended, duration, end_reason, cause, error, announced,
  acknowledged, acknowledged_by, acknowledged_note, votes
FROM incident
WHERE service = ? AND id < ?
ORDER BY id DESC
LIMIT ?
