SELECT
  name, run, host, location, version, address, since, seen,
  seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - ?,
  revision,
  config <> '' AND config <> COALESCE((
    SELECT hash FROM config_revision ORDER BY number DESC LIMIT 1
  ), config)
FROM node
ORDER BY name
