-- of each service of the list: the answers of an hour in one text, those next to it, and how the
-- slice before it ends (nothing: no row; empty: up)
SELECT
  n.value,
  (
    SELECT max(b.at) FROM check_result AS b WHERE b.service = n.value AND b.at < ?
  ),
  (
    SELECT group_concat((c.at - ?) || ' ' || c.outcome || ' ' || c.response_time, ' ')
    FROM (
      SELECT r.at, r.outcome, r.response_time
      FROM check_result AS r
      WHERE r.service = n.value AND r.at >= ? AND r.at < ?
      ORDER BY r.at
    ) AS c
  ),
  (
    SELECT min(a.at)
    FROM check_result AS a
    WHERE a.service = n.value AND a.at >= ? AND a.at < ?
  ),
  (
    SELECT COALESCE(hex(h.course), '') FROM check_hour AS h WHERE h.at = ? AND h.service = n.value
  )
FROM json_each(?) AS n
