-- What people take a service to be, without what was given up. But a RECOVERY that was given up may
-- have arrived: whoever does not know that it is back has to hear all the more when it is not.
UPDATE told SET level = coalesce(
  (SELECT m.level FROM message m
    WHERE m.channel = told.channel AND m.service = told.service
      AND (m.state <> 'FAILED' OR m.kind = 'RECOVERY')
    ORDER BY m.id DESC LIMIT 1),
  'UP')
WHERE channel = ? AND service = ?
