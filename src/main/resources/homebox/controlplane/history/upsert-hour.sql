INSERT INTO check_hour
  (at, service, good, slow, failed, took, up, down, unknown, maintenance, paused, latency, course)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (at, service) DO UPDATE SET
  good = excluded.good,
  slow = excluded.slow,
  failed = excluded.failed,
  took = excluded.took,
  up = excluded.up,
  down = excluded.down,
  unknown = excluded.unknown,
  maintenance = excluded.maintenance,
  paused = excluded.paused,
  latency = excluded.latency,
  course = excluded.course
