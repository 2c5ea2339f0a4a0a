SELECT
  id, service, name, kind, started, ended, duration, end_reason, cause, error, announced
FROM incident
WHERE id = ?
