SELECT
  s.service, s.version, s.level, s.since, s.reminders, s.next_reminder, i.kind, i.started, i.failure,
  i.announced,
  s.flaps,
  i.acknowledged, i.acknowledged_by, i.acknowledged_note
FROM service_state s
LEFT JOIN incident i ON i.id = s.incident
