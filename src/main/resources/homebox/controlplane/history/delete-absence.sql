DELETE FROM event_note
WHERE at = ? AND kind = ? AND service = (SELECT number FROM service WHERE id = ?)
