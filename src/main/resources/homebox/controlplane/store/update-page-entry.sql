UPDATE page_entry SET version = ?, entry = ?, watched = ?, changed = ?, changed_by = ?
WHERE kind = ? AND id = ? AND version = ?
