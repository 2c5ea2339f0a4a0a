INSERT INTO check_result
  (service, at, attempt, outcome, response_time, status_code, error, phases, place)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (service, at) DO NOTHING
