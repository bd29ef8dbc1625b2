-- Something changed, and it is looked at again who has a case or is asked to take it.
ALTER TABLE referrals.referral
    -- no yes counts before it was looked at again
    ADD COLUMN held_since     timestamptz,
    ADD COLUMN looked_at      timestamptz,
    ADD COLUMN looked_because text,
    -- up to when an answer had counted, where that changed
    ADD COLUMN due_before     timestamptz,
    ADD COLUMN objection      text;

ALTER TABLE referrals.docket
    ADD COLUMN changed_at         timestamptz,
    ADD COLUMN changed_because    text,
    -- who has it was asked whether they keep it, and has not answered
    ADD COLUMN questioned_at      timestamptz,
    ADD COLUMN question_because   text,
    ADD COLUMN question_objection text,
    -- when the change was told that was asked about last
    ADD COLUMN question_told      timestamptz;

-- What a dispatcher has to ask about, in the order of the queue.
CREATE INDEX docket_questioned ON referrals.docket (urgency, due, case_id, round) WHERE questioned_at IS NOT NULL;
