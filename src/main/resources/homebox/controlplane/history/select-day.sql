-- a day of each service of the list, as the sum of what there is of it; t: where slices may begin
SELECT
  n.value, s.watched_from,
  sum(h.good), sum(h.slow), sum(h.failed), sum(h.took),
  sum(h.up), sum(h.down), sum(h.maintenance), sum(h.paused),
  (
    SELECT count(*)
    FROM incident AS i
    WHERE i.service = s.id AND i.kind = 'OUTAGE' AND i.started < ?
      AND (i.ended IS NULL OR i.ended > ?)
  ),
  group_concat(hex(h.latency), ' ')
FROM json_each(?) AS n
CROSS JOIN service AS s ON s.number = n.value
CROSS JOIN json_each(?) AS t
CROSS JOIN check_hour AS h ON h.at = t.value AND h.service = n.value
GROUP BY n.value, s.watched_from, s.id
