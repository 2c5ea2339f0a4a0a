INSERT INTO page_entry (kind, id, version, entry, watched, changed, changed_by, position)
VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM page_entry))
ON CONFLICT (kind, id) DO NOTHING
