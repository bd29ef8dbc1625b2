-- The roles Amparo lives with, made once for a PostgreSQL cluster by a superuser; running it again changes nothing. Passwords and the
-- database itself are made by init.sh. docs/security/walls.md says what each role is for.
--
--   amparo               owns the database and migrates it; nothing else ever connects as it
--   amparo_application   what the application connects as; owns nothing, and by itself reads nobody's case
--   the others           who reads, set for one transaction: no login, no rights but those the migrations grant
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['amparo', 'amparo_application', 'amparo_common', 'amparo_coalition', 'amparo_provider',
                                'amparo_overseer', 'amparo_provider_overseer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I', name);
        END IF;
        EXECUTE format('ALTER ROLE %I %s NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', name,
            CASE WHEN name IN ('amparo', 'amparo_application') THEN 'LOGIN' ELSE 'NOLOGIN' END);
    END LOOP;
END
$$;

-- What everybody may, the application among them.
GRANT amparo_common TO amparo_application WITH INHERIT TRUE, SET FALSE;
GRANT amparo_common TO amparo_coalition, amparo_provider, amparo_overseer WITH INHERIT TRUE, SET FALSE;
-- A member with both kinds of role has both.
GRANT amparo_provider, amparo_overseer TO amparo_provider_overseer WITH INHERIT TRUE, SET FALSE;
-- The application becomes one of these for a transaction, and has their rights at no other time.
GRANT amparo_coalition, amparo_provider, amparo_overseer, amparo_provider_overseer TO amparo_application
    WITH INHERIT FALSE, SET TRUE;
