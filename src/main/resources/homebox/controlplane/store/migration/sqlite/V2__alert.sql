-- What each service counts as; written when that changes. level: PENDING, UP, SLOW or DOWN; version
-- grows by one with each change of the row, and a writer that knows another one writes nothing.
CREATE TABLE service_state (
  service TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  level TEXT NOT NULL,
  since BIGINT NOT NULL,
  incident TEXT,
  reminders INTEGER NOT NULL,
  next_reminder BIGINT
) WITHOUT ROWID;

-- What was last told of a service through a channel.
CREATE TABLE told (
  service TEXT NOT NULL,
  channel TEXT NOT NULL,
  level TEXT NOT NULL,
  PRIMARY KEY (service, channel)
) WITHOUT ROWID;

-- Every change of a confirmed state. since: the first answer of the run that confirmed it.
CREATE TABLE transition (
  service TEXT NOT NULL,
  decided BIGINT NOT NULL,
  since BIGINT NOT NULL,
  from_level TEXT NOT NULL,
  to_level TEXT NOT NULL,
  ended TEXT,
  opened TEXT,
  PRIMARY KEY (service, decided)
) WITHOUT ROWID;

-- id: grows with started. duration in ms, by a clock that never steps. failure: reason and facts.
CREATE TABLE incident (
  id TEXT PRIMARY KEY,
  service TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  started BIGINT NOT NULL,
  ended BIGINT,
  duration BIGINT,
  end_reason TEXT,
  cause TEXT,
  error TEXT,
  failure TEXT,
  announced BIGINT
) WITHOUT ROWID;

-- The outbox, and afterwards the trail. state: DUE, SENDING, SENT or FAILED; facts: JSON; meant_for:
-- the channel for which this one speaks; reference: the other side's name for the message.
CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  service TEXT,
  incident TEXT,
  level TEXT,
  facts TEXT NOT NULL,
  meant_for TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created BIGINT NOT NULL,
  next_try BIGINT,
  sent BIGINT,
  answer TEXT,
  reference TEXT,
  possible_repeat INTEGER NOT NULL,
  owner TEXT,
  epoch BIGINT NOT NULL,
  lease_until BIGINT,
  UNIQUE (channel, key)
);

CREATE INDEX message_open ON message (channel, id) WHERE state IN ('DUE', 'SENDING');

CREATE INDEX message_incident ON message (incident);

-- How a channel does, as far as a restart must know it. retry_at: the other side asked to wait.
CREATE TABLE channel_state (
  name TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  since BIGINT NOT NULL,
  why TEXT,
  retry_at BIGINT,
  given_up INTEGER NOT NULL,
  given_up_since BIGINT
) WITHOUT ROWID;
