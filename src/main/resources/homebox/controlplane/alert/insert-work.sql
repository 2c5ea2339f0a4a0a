INSERT INTO maintenance (id, by_whom, services, begins, ends, cron, length, zone, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
