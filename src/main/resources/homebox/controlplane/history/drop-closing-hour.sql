DROP TABLE IF EXISTS temp.closing_hour
