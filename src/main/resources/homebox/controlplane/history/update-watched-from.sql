UPDATE service SET watched_from = ?
WHERE number = ? AND (watched_from IS NULL OR watched_from > ?)
