INSERT INTO hour_due (at, service) VALUES (?, ?) ON CONFLICT (at, service) DO NOTHING
