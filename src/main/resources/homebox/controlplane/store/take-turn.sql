SELECT pg_try_advisory_lock(CAST(? AS INTEGER), CAST(oid AS INTEGER))
FROM pg_namespace
WHERE nspname = current_schema()
