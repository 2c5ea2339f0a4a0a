SELECT at, service FROM hour_due WHERE at < ? ORDER BY at, service LIMIT ?
