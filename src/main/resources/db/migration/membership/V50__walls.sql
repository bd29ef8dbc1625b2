-- Who works for whom is known to everybody who is let in; who may do what is changed by stewards, and by Amparo itself.
GRANT USAGE ON SCHEMA membership TO amparo_common;
GRANT SELECT ON ALL TABLES IN SCHEMA membership TO amparo_common;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA membership TO amparo_overseer, amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA membership GRANT SELECT ON TABLES TO amparo_common;
ALTER DEFAULT PRIVILEGES IN SCHEMA membership GRANT INSERT, UPDATE, DELETE ON TABLES TO amparo_overseer, amparo_coalition;

-- At the first sign-in an account is bound to a member; later everybody chooses their language.
GRANT UPDATE ON membership.member, membership.stamp TO amparo_common;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA membership TO amparo_common;

SELECT walls.protect('membership.member');
CREATE POLICY known ON membership.member FOR SELECT TO amparo_common USING (true);
CREATE POLICY oneself ON membership.member FOR UPDATE TO amparo_common USING (id = walls.member() OR subject IS NULL)
    WITH CHECK (true);
CREATE POLICY stewards ON membership.member TO amparo_overseer USING (true);
CREATE POLICY amparo ON membership.member TO amparo_coalition USING (walls.of_amparo() OR walls.oversees());

SELECT walls.protect('membership.member_role');
CREATE POLICY known ON membership.member_role FOR SELECT TO amparo_common USING (true);
CREATE POLICY stewards ON membership.member_role TO amparo_overseer USING (true);
CREATE POLICY amparo ON membership.member_role TO amparo_coalition USING (walls.of_amparo() OR walls.oversees());

SELECT walls.protect('membership.organization');
CREATE POLICY known ON membership.organization FOR SELECT TO amparo_common USING (true);
CREATE POLICY stewards ON membership.organization TO amparo_overseer USING (true);
CREATE POLICY amparo ON membership.organization TO amparo_coalition USING (walls.of_amparo() OR walls.oversees());
