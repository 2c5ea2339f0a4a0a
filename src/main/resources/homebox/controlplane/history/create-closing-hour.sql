CREATE TEMP TABLE closing_hour (id INTEGER)
