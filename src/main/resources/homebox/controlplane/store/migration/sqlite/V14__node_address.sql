-- Where the other nodes reach its page: http://host:port; null while it has none.
ALTER TABLE node ADD COLUMN address TEXT;
