DROP TABLE IF EXISTS pg_temp.closing_hour
