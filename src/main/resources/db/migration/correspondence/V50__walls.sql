GRANT USAGE ON SCHEMA correspondence TO amparo_common;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA correspondence TO amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA correspondence GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;
GRANT SELECT, UPDATE ON correspondence.letter TO amparo_overseer;
GRANT SELECT ON correspondence.hearing TO amparo_provider;
GRANT SELECT, INSERT, UPDATE ON correspondence.calendar_feed TO amparo_provider;

SELECT walls.protect(behind::regclass)
FROM unnest(ARRAY['correspondence.letter', 'correspondence.offer', 'correspondence.case_reference', 'correspondence.hearing',
                  'correspondence.calendar_feed']) AS behind;
CREATE POLICY coalition ON correspondence.letter TO amparo_coalition USING (true);
CREATE POLICY stewards ON correspondence.letter TO amparo_overseer USING (true);
CREATE POLICY coalition ON correspondence.offer TO amparo_coalition USING (true);
CREATE POLICY coalition ON correspondence.case_reference TO amparo_coalition USING (true);
CREATE POLICY coalition ON correspondence.hearing TO amparo_coalition USING (walls.of_amparo() OR provider = walls.provider());
CREATE POLICY provider ON correspondence.hearing FOR SELECT TO amparo_provider USING (provider = walls.provider());
CREATE POLICY coalition ON correspondence.calendar_feed TO amparo_coalition
    USING (walls.of_amparo() OR member = walls.member());
CREATE POLICY provider ON correspondence.calendar_feed TO amparo_provider USING (member = walls.member());
