-- How restless the service is (alert/Flaps); empty for one at rest.
ALTER TABLE service_state ADD COLUMN flaps TEXT;
