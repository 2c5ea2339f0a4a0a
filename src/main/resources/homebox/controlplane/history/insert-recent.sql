INSERT INTO check_recent
  (id, service, at, attempt, outcome, response_time, status_code, error, phases, place)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
