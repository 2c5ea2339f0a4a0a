INSERT INTO service_state (
  service, version, level, since, incident, reminders, next_reminder, flaps)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (service) DO UPDATE SET
  version = excluded.version,
  level = excluded.level,
  since = excluded.since,
  incident = excluded.incident,
  reminders = excluded.reminders,
  next_reminder = excluded.next_reminder,
  flaps = excluded.flaps
WHERE service_state.version = excluded.version - 1
