-- a day of each service of the list, as the sum of what there is of it; t: where slices may begin
SELECT
  s.number, s.watched_from,
  sum(h.good), sum(h.slow), sum(h.failed), CAST(sum(h.took) AS BIGINT),
  CAST(sum(h.up) AS BIGINT), CAST(sum(h.down) AS BIGINT),
  CAST(sum(h.maintenance) AS BIGINT), CAST(sum(h.paused) AS BIGINT),
  (
    SELECT count(*)
    FROM incident AS i
    WHERE i.service = s.id AND i.kind = 'OUTAGE' AND i.started < ?
      AND (i.ended IS NULL OR i.ended > ?)
  ),
  string_agg(hex(h.latency), ' ')
FROM json_each(?) AS n
CROSS JOIN json_each(?) AS t
JOIN service AS s ON s.number = CAST(n.value AS INTEGER)
JOIN check_hour AS h ON h.at = CAST(t.value AS BIGINT) AND h.service = s.number
GROUP BY s.number, s.watched_from, s.id
