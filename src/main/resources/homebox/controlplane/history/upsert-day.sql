INSERT INTO check_day
  (day, service, good, slow, failed, took, up, down, unknown, maintenance, paused, outages, latency)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (day, service) DO UPDATE SET
  good = excluded.good,
  slow = excluded.slow,
  failed = excluded.failed,
  took = excluded.took,
  up = excluded.up,
  down = excluded.down,
  unknown = excluded.unknown,
  maintenance = excluded.maintenance,
  paused = excluded.paused,
  outages = excluded.outages,
  latency = excluded.latency
