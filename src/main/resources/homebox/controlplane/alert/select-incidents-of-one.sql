SELECT
  id, service, name, kind, started, ended, duration, end_reason, cause, error, announced
FROM incident
WHERE service = ? AND id < ?
ORDER BY id DESC
LIMIT ?
