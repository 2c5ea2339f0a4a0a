-- Of a message that spoke of other things as well, its end would be an answer to those.
SELECT m.reference
FROM message m
WHERE m.incident = ? AND m.channel = ? AND m.state = 'SENT' AND m.reference IS NOT NULL
  AND m.kind IN ('ALERT', 'WARNING', 'REMINDER')
  AND NOT EXISTS (
    SELECT 1 FROM message o
    WHERE o.channel = m.channel AND o.reference = m.reference AND o.id <> m.id
      AND o.kind <> 'REMOVED')
ORDER BY m.id
LIMIT 1
