SELECT
  current_setting('server_version'),
  COALESCE((SELECT s.ssl FROM pg_stat_ssl AS s WHERE s.pid = pg_backend_pid()), false),
  pg_database_size(current_database())
