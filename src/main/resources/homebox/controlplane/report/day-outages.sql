SELECT service, sum(min(coalesce(ended, ?), ?) - max(started, ?))
FROM incident
WHERE kind = 'OUTAGE' AND started < ? AND coalesce(ended, ?) > ?
GROUP BY service
