UPDATE told SET level = coalesce(
  (SELECT m.level FROM message m
    WHERE m.channel = told.channel AND m.service = told.service AND m.state = 'SENT'
    ORDER BY m.id DESC LIMIT 1),
  'UP')
WHERE channel = ? AND service = ?
