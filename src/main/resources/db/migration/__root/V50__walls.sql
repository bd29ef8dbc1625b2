-- The second wall: the application connects as a role that owns nothing, and says at the start of a transaction who reads. What the roles
-- are for is in docs/security/walls.md; deploy/postgres/roles.sql makes them.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amparo_coalition') THEN
        RAISE EXCEPTION 'the roles of Amparo are missing: let a superuser run deploy/postgres/roles.sql first';
    END IF;
END
$$;

CREATE SCHEMA walls;
GRANT USAGE ON SCHEMA walls TO amparo_common;

-- Set for one transaction. Afterwards the variable is empty, not missing.
CREATE FUNCTION walls.of_amparo() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('amparo.reach', true), '') = 'system';
CREATE FUNCTION walls.oversees() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('amparo.reach', true), '') = 'overseer';
CREATE FUNCTION walls.organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('amparo.organization', true), '')::uuid;
CREATE FUNCTION walls.provider() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('amparo.provider', true), '')::uuid;
CREATE FUNCTION walls.member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('amparo.member', true), '')::uuid;

-- Every table with people in it stands behind row-level security, for its owner as well: a migration that changes rows says so first, as
-- the migrating connection does (amparo.reach = system).
CREATE FUNCTION walls.protect(behind regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', behind);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', behind);
    EXECUTE format('CREATE POLICY migrations ON %s TO %I USING (walls.of_amparo())', behind, current_user);
END
$$;
REVOKE EXECUTE ON FUNCTION walls.protect(regclass) FROM PUBLIC;

-- Events tell ids and codes; sessions and keyed requests are looked up before anybody is known.
GRANT SELECT, INSERT, UPDATE, DELETE ON event_publication, web_session, keyed_request TO amparo_common;
