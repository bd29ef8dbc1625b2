-- The docket keeps its copy of the consent: what for, and until when where somebody else gave it and the person has yet to ratify.
ALTER TABLE referrals.docket
    ADD COLUMN consented_for text[] NOT NULL DEFAULT '{}',
    ADD COLUMN consent_until timestamptz;
UPDATE referrals.docket SET consented_for = '{SHARE_WITH_PROVIDERS}' WHERE facts ->> 'consented' = 'true';

-- Nothing is offered, shown or taken without consent to sharing with providers, whoever writes the row and however.
CREATE FUNCTION referrals.require_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM referrals.docket
        WHERE docket.case_id = NEW.case_id AND docket.round = NEW.round AND 'SHARE_WITH_PROVIDERS' = ANY (docket.consented_for)
          AND (docket.consent_until IS NULL
               OR docket.consent_until > coalesce(NEW.ended_at, NEW.conflicts_cleared_at, NEW.viewed_at, NEW.offered_at)))
    THEN
        RAISE EXCEPTION 'no consent to sharing with providers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'referral_needs_consent', SCHEMA = 'referrals', TABLE = 'referral';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER referral_needs_consent BEFORE INSERT OR UPDATE OF status, case_id, round ON referrals.referral
    FOR EACH ROW WHEN (NEW.status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED', 'ACCEPTED'))
    EXECUTE FUNCTION referrals.require_consent();
