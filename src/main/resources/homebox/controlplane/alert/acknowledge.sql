UPDATE incident SET acknowledged = ?, acknowledged_by = ?, acknowledged_note = ?
WHERE id = ? AND ended IS NULL AND acknowledged IS NULL
