-- The incidents of one service, the newest first, however many others there are.
CREATE INDEX incident_service ON incident (service, id);

-- Outages of which the rollups know nothing yet: as an index of the services it was passed over for
-- that of all outages.
DROP INDEX incident_uncounted;

CREATE INDEX incident_uncounted ON incident (counted, service)
  WHERE kind = 'OUTAGE' AND counted < 2;
