-- One that is being sent is out of our hands: it is dropped if it comes back.
UPDATE message SET
  state = 'FAILED', next_try = NULL,
  answer = (
    SELECT CASE WHEN i.ended IS NULL
      THEN 'Not sent: acknowledged by ' || i.acknowledged_by || '.'
      ELSE 'Not sent: the incident has ended.' END
    FROM incident i WHERE i.id = message.incident)
WHERE incident IN (SELECT value FROM json_each(?)) AND kind = 'REMINDER' AND state = 'DUE'
  AND EXISTS (
    SELECT 1 FROM incident i
    WHERE i.id = message.incident AND (i.ended IS NOT NULL OR i.acknowledged IS NOT NULL))
