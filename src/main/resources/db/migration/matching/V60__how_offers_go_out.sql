-- What the coalition agreed about offers: time to read, head start of those on call, time for a dispatcher's choice, quiet hours.
ALTER TABLE matching.routing_settings
    ADD COLUMN terms jsonb NOT NULL DEFAULT '{"readingMinutes": 0, "headStartMinutes": 30, "handMinutes": 240, "quiet": null}';

-- Which providers had somebody on call when the shortlist was drawn, and what was agreed then.
ALTER TABLE matching.shortlist
    ADD COLUMN on_call jsonb NOT NULL DEFAULT '[]';
