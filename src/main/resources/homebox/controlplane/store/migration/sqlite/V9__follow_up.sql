-- Who cares about an incident, since when (epoch ms), and what that one said of it.
ALTER TABLE incident ADD COLUMN acknowledged BIGINT;
ALTER TABLE incident ADD COLUMN acknowledged_by TEXT;
ALTER TABLE incident ADD COLUMN acknowledged_note TEXT;

-- What people wrote down about incidents.
CREATE TABLE incident_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  incident TEXT NOT NULL,
  at BIGINT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE INDEX incident_note_incident ON incident_note (incident, id);

-- A message that was given up and is sent again: since when, who wanted it, and what the other side
-- had answered until then.
ALTER TABLE message ADD COLUMN again BIGINT;
ALTER TABLE message ADD COLUMN again_by TEXT;
ALTER TABLE message ADD COLUMN answer_before TEXT;
