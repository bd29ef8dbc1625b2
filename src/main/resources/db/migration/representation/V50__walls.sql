-- A matter is its provider's. The hotline reads how it stands, never a note.
GRANT USAGE ON SCHEMA representation TO amparo_common;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA representation TO amparo_coalition, amparo_provider;
ALTER DEFAULT PRIVILEGES IN SCHEMA representation
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition, amparo_provider;

REVOKE ALL ON representation.held_case FROM amparo_provider;
SELECT walls.protect('representation.held_case');
CREATE POLICY coalition ON representation.held_case TO amparo_coalition USING (true);

SELECT walls.protect('representation.matter');
CREATE POLICY hotline ON representation.matter FOR SELECT TO amparo_coalition USING (true);
CREATE POLICY coalition ON representation.matter TO amparo_coalition USING (walls.of_amparo() OR provider = walls.provider());
CREATE POLICY provider ON representation.matter TO amparo_provider USING (provider = walls.provider());

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['observation', 'milestone', 'hearing', 'deadline', 'outcome', 'notice', 'note'] LOOP
        PERFORM walls.protect(format('representation.%I', part)::regclass);
        IF part <> 'note' THEN
            EXECUTE format('CREATE POLICY hotline ON representation.%I FOR SELECT TO amparo_coalition USING (true)', part);
        END IF;
        EXECUTE format('CREATE POLICY own ON representation.%1$I TO amparo_coalition, amparo_provider
            USING (walls.of_amparo() OR (SELECT true FROM representation.matter
                WHERE matter.id = %1$I.matter_id AND matter.provider = walls.provider() LIMIT 1))', part);
    END LOOP;
END
$$;
