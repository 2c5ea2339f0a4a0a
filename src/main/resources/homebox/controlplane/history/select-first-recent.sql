-- the first answer of each service in the hours that are not closed
SELECT service, min(at) FROM check_recent WHERE at >= ? GROUP BY service
