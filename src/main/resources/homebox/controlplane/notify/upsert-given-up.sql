INSERT INTO channel_state (name, state, since, given_up, given_up_since)
VALUES (?, 'FAILING', ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET
  given_up = channel_state.given_up + excluded.given_up,
  given_up_since = coalesce(channel_state.given_up_since, excluded.given_up_since)
