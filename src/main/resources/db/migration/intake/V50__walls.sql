-- Case files are the coalition's: every volunteer and dispatcher may open one, and it is written down. Calls, intakes being written and
-- spreadsheets are their organization's. A provider sees what was disclosed to it, as long as it is.
GRANT USAGE ON SCHEMA intake TO amparo_common;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA intake TO amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA intake GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;
GRANT SELECT ON intake.case_file, intake.disclosure, intake.case_entry TO amparo_provider;
GRANT SELECT ON intake.retention TO amparo_common; -- how long things are kept is no secret
GRANT SELECT ON intake.shredded, intake.hold, intake.emergency TO amparo_provider;
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.conflict_list, intake.conflict_entry, intake.conflict_answer TO amparo_provider;

SELECT walls.protect(behind::regclass)
FROM unnest(ARRAY['intake.call', 'intake.draft', 'intake.case_file', 'intake.disclosure', 'intake.case_entry', 'intake.import',
                  'intake.imported_row', 'intake.conflict_list', 'intake.conflict_entry', 'intake.conflict_answer', 'intake.merger', 'intake.shredded',
                  'intake.hold', 'intake.emergency', 'intake.export'])
    AS behind;
CREATE POLICY own ON intake.call TO amparo_coalition USING (walls.of_amparo() OR organization = walls.organization());
CREATE POLICY own ON intake.draft TO amparo_coalition USING (walls.of_amparo() OR organization = walls.organization());
CREATE POLICY own ON intake.import TO amparo_coalition USING (walls.of_amparo() OR organization = walls.organization());
CREATE POLICY own ON intake.imported_row TO amparo_coalition USING (walls.of_amparo() OR organization = walls.organization());

-- "true" and not a condition: with any other, no index on fingerprints could be used (an operator on arrays is not leakproof).
CREATE POLICY coalition ON intake.case_file TO amparo_coalition USING (true);
CREATE POLICY coalition ON intake.disclosure TO amparo_coalition USING (true);
CREATE POLICY coalition ON intake.case_entry TO amparo_coalition USING (true);

CREATE POLICY provider ON intake.disclosure FOR SELECT TO amparo_provider USING (organization = walls.provider());
-- What was disclosed and has not ended; for an hour, what a second person opened in an emergency.
CREATE POLICY provider ON intake.case_file FOR SELECT TO amparo_provider
    USING (consented AND (SELECT true FROM intake.disclosure WHERE disclosure.case_id = case_file.id
                             AND disclosure.organization = walls.provider() AND disclosure.ended_at IS NULL LIMIT 1)
        OR (SELECT true FROM intake.emergency WHERE emergency.case_id = case_file.id AND emergency.asked_by = walls.member()
               AND emergency.approved AND emergency.until > now() LIMIT 1));
CREATE POLICY provider ON intake.case_entry FOR SELECT TO amparo_provider
    USING ((SELECT true FROM intake.disclosure WHERE disclosure.case_id = case_entry.case_id
                      AND disclosure.organization = walls.provider() AND disclosure.file_at IS NOT NULL
                      AND disclosure.ended_at IS NULL LIMIT 1)
        OR (SELECT true FROM intake.emergency WHERE emergency.case_id = case_entry.case_id AND emergency.asked_by = walls.member()
               AND emergency.approved AND emergency.until > now() LIMIT 1));

-- Whom a provider represents, or is against, is its own affair; the coalition never reads it.
CREATE POLICY own ON intake.conflict_list TO amparo_coalition, amparo_provider
    USING (walls.of_amparo() OR organization = walls.provider());
CREATE POLICY own ON intake.conflict_entry TO amparo_coalition, amparo_provider
    USING (walls.of_amparo() OR organization = walls.provider());
CREATE POLICY own ON intake.conflict_answer TO amparo_coalition, amparo_provider
    USING (walls.of_amparo() OR organization = walls.provider());
CREATE POLICY coalition ON intake.merger TO amparo_coalition USING (true);

-- Stewards set holds and decide requests at a desk that goes on as Amparo once it knows them; they reach none of this themselves.
CREATE POLICY coalition ON intake.shredded TO amparo_coalition USING (true);
CREATE POLICY coalition ON intake.hold TO amparo_coalition USING (true);
CREATE POLICY coalition ON intake.emergency TO amparo_coalition USING (true);
CREATE POLICY coalition ON intake.export TO amparo_coalition USING (true);
CREATE POLICY provider ON intake.emergency FOR SELECT TO amparo_provider USING (asked_for = walls.provider());
CREATE POLICY provider ON intake.shredded FOR SELECT TO amparo_provider
    USING ((SELECT true FROM intake.disclosure WHERE disclosure.case_id = shredded.case_id
               AND disclosure.organization = walls.provider() LIMIT 1));
CREATE POLICY provider ON intake.hold FOR SELECT TO amparo_provider
    USING ((SELECT true FROM intake.disclosure WHERE disclosure.case_id = hold.case_id
               AND disclosure.organization = walls.provider() LIMIT 1));
