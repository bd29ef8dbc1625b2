-- Only ever added to, now for the lack of any other right as well: no role but the owner may change or remove an entry, or the trigger that
-- would refuse it.
GRANT USAGE ON SCHEMA ledger TO amparo_common;
GRANT SELECT, INSERT ON ledger.era TO amparo_common;
GRANT INSERT ON ledger.entry TO amparo_common;
GRANT SELECT ON ledger.entry TO amparo_coalition, amparo_provider, amparo_overseer, amparo_application;
GRANT SELECT ON ledger.block TO amparo_common;
GRANT INSERT ON ledger.block TO amparo_coalition;

-- The register of legal process is the stewards'.
GRANT SELECT, INSERT ON ledger.legal_process, ledger.legal_process_answer TO amparo_overseer, amparo_coalition;
SELECT walls.protect('ledger.legal_process');
SELECT walls.protect('ledger.legal_process_answer');
CREATE POLICY stewards ON ledger.legal_process TO amparo_overseer USING (true);
CREATE POLICY coalition ON ledger.legal_process TO amparo_coalition USING (walls.of_amparo() OR walls.oversees());
CREATE POLICY stewards ON ledger.legal_process_answer TO amparo_overseer USING (true);
CREATE POLICY coalition ON ledger.legal_process_answer TO amparo_coalition USING (walls.of_amparo() OR walls.oversees());

SELECT walls.protect('ledger.entry');
-- Nobody writes in another's name; that somebody was turned away is written when it is not theirs any more to say who they are.
CREATE POLICY own_deeds ON ledger.entry FOR INSERT TO amparo_common
    WITH CHECK (member IS NULL OR member = walls.member() OR kind = 'REFUSAL' OR walls.of_amparo());
CREATE POLICY coalition ON ledger.entry FOR SELECT TO amparo_coalition USING (true);
CREATE POLICY stewards ON ledger.entry FOR SELECT TO amparo_overseer USING (true);
-- On a file disclosed to them providers read who opened it.
CREATE POLICY looks ON ledger.entry FOR SELECT TO amparo_provider USING (kind = 'READING');
-- Whoever was granted the schema to verify the chain says so (the command does); the chain holds ids and codes.
CREATE POLICY witness ON ledger.entry FOR SELECT TO PUBLIC USING (current_setting('amparo.reach', true) = 'witness');
