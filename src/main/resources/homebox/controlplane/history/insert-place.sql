INSERT INTO place (node, location) VALUES (?, ?) ON CONFLICT (node, location) DO NOTHING
