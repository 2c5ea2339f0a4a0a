-- mend: what to do about a channel that is paused; told: the channel through which it was said that
-- this one does not deliver.
ALTER TABLE channel_state ADD COLUMN mend TEXT;
ALTER TABLE channel_state ADD COLUMN told TEXT;

-- For the retention of messages.
CREATE INDEX message_created ON message (created);
