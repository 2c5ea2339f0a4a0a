-- How far a bot has listened. number: the digits of its token; next: the first update that it has
-- not taken yet; heard: when that was written; commands: a digest of those that it last said it has.
CREATE TABLE bot (
  number TEXT PRIMARY KEY,
  next BIGINT,
  heard BIGINT NOT NULL,
  commands TEXT
) WITHOUT ROWID;

-- To find what a button belongs to.
CREATE INDEX message_reference ON message (channel, reference) WHERE reference IS NOT NULL;
