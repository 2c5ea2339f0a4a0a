-- of the next checks of a service those at which the outcome changes, and the last one
SELECT c.at, c.outcome, t.sentence
FROM (
  SELECT p.at, p.outcome, p.error, lag(p.outcome) OVER w AS before, lead(p.at) OVER w AS next
  FROM (
    SELECT at, outcome, error
    FROM check_result
    WHERE service = ? AND at > ? AND at < ?
    ORDER BY at
    LIMIT ?
  ) AS p
  WINDOW w AS (ORDER BY p.at)
) AS c
LEFT JOIN error_text t ON t.number = c.error
WHERE c.before IS NULL OR c.outcome <> c.before OR c.next IS NULL
ORDER BY c.at
