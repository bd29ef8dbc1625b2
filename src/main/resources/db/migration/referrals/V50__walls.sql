-- Whoever routes sees every offer; a provider its own, and of the cases behind them what it needs to answer.
GRANT USAGE ON SCHEMA referrals TO amparo_common;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA referrals TO amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA referrals GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;
GRANT SELECT, UPDATE ON referrals.referral TO amparo_provider;
GRANT SELECT ON referrals.docket TO amparo_provider;

SELECT walls.protect('referrals.referral');
SELECT walls.protect('referrals.docket');
CREATE POLICY coalition ON referrals.referral TO amparo_coalition USING (true);
CREATE POLICY provider ON referrals.referral TO amparo_provider USING (provider = walls.provider());
CREATE POLICY coalition ON referrals.docket TO amparo_coalition USING (true);
-- "(SELECT true … LIMIT 1)" and not EXISTS, here and in other modules: EXISTS might be answered by reading all offers there are once.
CREATE POLICY provider ON referrals.docket FOR SELECT TO amparo_provider
    USING ((SELECT true FROM referrals.referral WHERE referral.case_id = docket.case_id AND referral.round = docket.round
                      AND referral.provider = walls.provider() LIMIT 1));
