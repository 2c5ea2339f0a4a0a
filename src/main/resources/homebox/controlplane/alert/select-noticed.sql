-- Delivered or given up; what another channel told in its place is that one's own affair.
SELECT s.service, m.channel
FROM service_state s
JOIN message m ON m.incident = s.incident
WHERE m.kind IN ('ALERT', 'WARNING') AND m.meant_for IS NULL
