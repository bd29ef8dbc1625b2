-- Which organizations may hold files alone is known to everybody; what waits for one, or is with it, only to itself. Stewards see how many.
GRANT USAGE ON SCHEMA holding TO amparo_common;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA holding TO amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA holding GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;
GRANT SELECT ON holding.permission TO amparo_common;
GRANT INSERT, UPDATE ON holding.permission TO amparo_overseer;
GRANT UPDATE ON holding.permission TO amparo_provider;
GRANT SELECT, UPDATE ON holding.handover TO amparo_provider;
GRANT SELECT (organization, case_id, held_at, ended_at) ON holding.handover TO amparo_overseer;

SELECT walls.protect('holding.permission');
SELECT walls.protect('holding.handover');
CREATE POLICY known ON holding.permission FOR SELECT TO amparo_common USING (true);
CREATE POLICY coalition ON holding.permission TO amparo_coalition USING (walls.of_amparo() OR walls.oversees());
CREATE POLICY stewards ON holding.permission TO amparo_overseer USING (true);
CREATE POLICY provider ON holding.permission TO amparo_provider USING (organization = walls.provider());
CREATE POLICY coalition ON holding.handover TO amparo_coalition
    USING (walls.of_amparo() OR walls.oversees() OR organization = walls.provider());
CREATE POLICY provider ON holding.handover TO amparo_provider USING (organization = walls.provider());
CREATE POLICY stewards ON holding.handover FOR SELECT TO amparo_overseer USING (true);
