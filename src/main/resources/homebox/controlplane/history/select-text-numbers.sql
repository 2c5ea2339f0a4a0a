-- by the place in the list: not every text comes back as it went
SELECT l.key, t.number
FROM json_each(?) AS l
CROSS JOIN error_text AS t
WHERE t.sentence = l.value
