-- Whoever does something adds to the arrivals; only the roll-up reads them. Stewards and leads read counts, and nothing that has a row for a
-- person.
GRANT USAGE ON SCHEMA reporting TO amparo_common;
GRANT INSERT, SELECT (seq) ON reporting.arrival TO amparo_common;
GRANT SELECT ON reporting.revision TO amparo_common; -- whether anything has changed, asked at every look
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA reporting TO amparo_coalition;
GRANT SELECT ON reporting.figure, reporting.spread TO amparo_overseer;
ALTER DEFAULT PRIVILEGES IN SCHEMA reporting GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;

SELECT walls.protect(behind::regclass)
FROM unnest(ARRAY['reporting.arrival', 'reporting.fact', 'reporting.journey', 'reporting.placement']) AS behind;
CREATE POLICY arriving ON reporting.arrival FOR INSERT TO amparo_common WITH CHECK (true);
CREATE POLICY anything ON reporting.arrival FOR SELECT TO amparo_application USING (true);
CREATE POLICY amparo ON reporting.arrival TO amparo_coalition USING (walls.of_amparo());
CREATE POLICY amparo ON reporting.fact TO amparo_coalition USING (walls.of_amparo());
CREATE POLICY amparo ON reporting.journey TO amparo_coalition USING (walls.of_amparo());
CREATE POLICY amparo ON reporting.placement TO amparo_coalition USING (walls.of_amparo());
