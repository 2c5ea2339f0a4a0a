UPDATE config_revision
SET text = NULL
WHERE number <= (SELECT max(number) FROM config_revision) - 20
  AND text IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM node WHERE node.config = config_revision.hash)
