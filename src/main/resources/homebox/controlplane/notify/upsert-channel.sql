INSERT INTO channel_state (name, state, since, why, mend, retry_at, given_up)
VALUES (?, ?, ?, ?, ?, ?, 0)
ON CONFLICT (name) DO UPDATE SET
  state = excluded.state,
  since = excluded.since,
  why = excluded.why,
  mend = excluded.mend,
  retry_at = excluded.retry_at
