INSERT INTO told (service, channel, level)
VALUES (?, ?, ?)
ON CONFLICT (service, channel) DO UPDATE SET level = excluded.level
