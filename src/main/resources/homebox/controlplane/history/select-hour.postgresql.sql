-- of each service of the list: the answers of an hour in one text, those next to it, and how the
-- slice before it ends (nothing: no row; empty: up)
SELECT
  n.number,
  (
    SELECT max(b.at) FROM check_result AS b WHERE b.service = n.number AND b.at < ?
  ),
  (
    SELECT string_agg((c.at - ?) || ' ' || c.outcome || ' ' || c.response_time, ' ' ORDER BY c.at)
    FROM (
      SELECT r.at, r.outcome, r.response_time
      FROM check_result AS r
      WHERE r.service = n.number AND r.at >= ? AND r.at < ?
    ) AS c
  ),
  (
    SELECT min(a.at)
    FROM check_result AS a
    WHERE a.service = n.number AND a.at >= ? AND a.at < ?
  ),
  (
    SELECT COALESCE(hex(h.course), '') FROM check_hour AS h WHERE h.at = ? AND h.service = n.number
  )
FROM (SELECT CAST(value AS INTEGER) AS number FROM json_each(?)) AS n
