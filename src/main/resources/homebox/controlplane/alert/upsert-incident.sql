INSERT INTO incident (
  id, service, name, kind, started, ended, duration, end_reason, cause, error, failure, votes,
  announced)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  ended = excluded.ended,
  duration = excluded.duration,
  end_reason = excluded.end_reason
