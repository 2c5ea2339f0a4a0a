SELECT
  name, run, host, location, version, config, address, since,
  seen >= CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) - ?
FROM node
ORDER BY name
