SELECT json_group_array(id ORDER BY rowid)
FROM temp.closing_hour
WHERE rowid > ? AND rowid <= ?
