-- Which funds pay for a case by a dispatcher's word, in every round of it: ids and codes.
ALTER TABLE matching.routed_case ADD COLUMN fund_overrides jsonb NOT NULL DEFAULT '[]';

-- Somebody could take the case, but for the money.
ALTER TABLE matching.shortlist ADD COLUMN unfunded text CHECK (unfunded IN ('NOBODY', 'WITHOUT_PAY'));
CREATE INDEX shortlist_unfunded ON matching.shortlist (case_id, round) WHERE unfunded IS NOT NULL;
