SELECT pid, pg_terminate_backend(pid)
FROM pg_stat_activity
WHERE application_name = ? AND pid <> pg_backend_pid() AND usename = current_user
