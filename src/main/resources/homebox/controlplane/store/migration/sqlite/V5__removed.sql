-- Since when the service is in no configuration (epoch ms); empty while it is in one.
ALTER TABLE service ADD COLUMN removed BIGINT;
