-- A fund may pay for people who live elsewhere than in certain counties, or who are not detained.
ALTER TABLE membership.fund_rule DROP CONSTRAINT fund_rule_kind_check;
DO $$
DECLARE
    of_counties text;
BEGIN
    SELECT conname INTO STRICT of_counties FROM pg_constraint
    WHERE conrelid = 'membership.fund_rule'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%counties%';
    EXECUTE format('ALTER TABLE membership.fund_rule DROP CONSTRAINT %I', of_counties);
END
$$;
ALTER TABLE membership.fund_rule
    ADD CONSTRAINT fund_rule_kind_check CHECK (kind IN
        ('RESIDENT_OF', 'NOT_RESIDENT_OF', 'INCOME_BELOW_POVERTY_PERCENT', 'NO_VIOLENT_FELONY', 'DETAINED', 'NOT_DETAINED')),
    ADD CONSTRAINT fund_rule_counties_check CHECK ((kind IN ('RESIDENT_OF', 'NOT_RESIDENT_OF')) = (counties <> '{}'));
