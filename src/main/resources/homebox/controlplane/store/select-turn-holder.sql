SELECT a.application_name, COALESCE(host(a.client_addr), 'its own machine')
FROM pg_locks AS l
JOIN pg_namespace AS n ON l.objid = n.oid AND n.nspname = current_schema()
JOIN pg_database AS d ON l.database = d.oid AND d.datname = current_database()
JOIN pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = CAST(CAST(? AS INTEGER) AS OID)
