-- What organizations offer is known to all who route; what is known of a case only to the coalition and, of their own, to those who were
-- asked.
GRANT USAGE ON SCHEMA matching TO amparo_common;
GRANT SELECT ON matching.practice, matching.capacity, matching.routing_settings TO amparo_common;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA matching TO amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA matching GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;
GRANT INSERT, UPDATE, DELETE ON matching.practice, matching.capacity TO amparo_provider, amparo_overseer;
GRANT INSERT ON matching.routing_settings TO amparo_overseer;
GRANT SELECT ON matching.asked, matching.shortlist TO amparo_provider;

SELECT walls.protect(behind::regclass)
FROM unnest(ARRAY['matching.practice', 'matching.capacity', 'matching.capacity_use', 'matching.routed_case', 'matching.asked',
                  'matching.shortlist']) AS behind;
CREATE POLICY known ON matching.practice FOR SELECT TO amparo_common USING (true);
CREATE POLICY coalition ON matching.practice TO amparo_coalition, amparo_overseer USING (true);
CREATE POLICY provider ON matching.practice TO amparo_provider USING (id = walls.provider());
CREATE POLICY known ON matching.capacity FOR SELECT TO amparo_common USING (true);
CREATE POLICY coalition ON matching.capacity TO amparo_coalition, amparo_overseer USING (true);
CREATE POLICY provider ON matching.capacity TO amparo_provider USING (provider = walls.provider());
CREATE POLICY coalition ON matching.capacity_use TO amparo_coalition USING (true);
CREATE POLICY coalition ON matching.routed_case TO amparo_coalition USING (true);
CREATE POLICY coalition ON matching.asked TO amparo_coalition USING (true);
CREATE POLICY provider ON matching.asked FOR SELECT TO amparo_provider USING (provider = walls.provider());
CREATE POLICY coalition ON matching.shortlist TO amparo_coalition USING (true);
CREATE POLICY provider ON matching.shortlist FOR SELECT TO amparo_provider
    USING ((SELECT true FROM matching.asked WHERE asked.case_id = shortlist.case_id AND asked.round = shortlist.round
                      AND asked.provider = walls.provider() LIMIT 1));
