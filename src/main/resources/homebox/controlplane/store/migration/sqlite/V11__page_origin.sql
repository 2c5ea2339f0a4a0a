-- Services and channels that were added in the page. entry: what a file says of such, as JSON; it may
-- hold secrets. watched: 0 for a service that is not asked. version: see config/Addition. changed:
-- epoch ms.
CREATE TABLE page_entry (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  entry TEXT NOT NULL,
  watched INTEGER NOT NULL,
  changed BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
