CREATE TEMP TABLE closing_hour (
  service INTEGER, at BIGINT, attempt INTEGER, outcome INTEGER,
  response_time BIGINT, status_code INTEGER, error INTEGER, phases BLOB
)
