INSERT INTO transition (service, decided, since, from_level, to_level, ended, opened)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (service, decided) DO NOTHING
