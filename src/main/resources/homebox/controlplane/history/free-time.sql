(
    -- its own time, or the first later one that no other check has: twice is once
    WITH RECURSIVE step (at) AS (
      SELECT r.at
      UNION ALL
      SELECT step.at + 1
      FROM step
      JOIN check_result AS t ON t.service = r.service AND t.at = step.at
      WHERE (t.attempt, t.outcome, t.response_time, t.status_code, t.error, t.phases)
        IS DISTINCT FROM (r.attempt, r.outcome, r.response_time, r.status_code, r.error, r.phases)
    )
    SELECT max(at) FROM step
  )
