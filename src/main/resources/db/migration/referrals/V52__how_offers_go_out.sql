-- What the coalition agreed about offers, as it stood when the offer was made: for how long who opens it has the case to themselves, and the hours of
-- the night (Pacific time) that count neither for its e-mails nor for its answer.
ALTER TABLE referrals.referral
    ADD COLUMN reading_minutes integer NOT NULL DEFAULT 0,
    -- up to when nobody who opened it later may say yes
    ADD COLUMN read_until      timestamptz,
    ADD COLUMN quiet           text;

ALTER TABLE referrals.docket
    -- what was agreed when providers were proposed last
    ADD COLUMN terms       jsonb,
    -- what has to come before anybody, or anybody else, is asked
    ADD COLUMN waits_for   text CHECK (waits_for IN ('MORNING', 'ROTA', 'HAND')),
    ADD COLUMN waits_since timestamptz,
    ADD COLUMN waits_until timestamptz,
    ADD COLUMN waits_over  boolean NOT NULL DEFAULT false,
    ADD CHECK ((waits_for IS NULL) = (waits_since IS NULL)),
    ADD CHECK ((waits_for IS NULL) = (waits_until IS NULL));

-- What has waited long enough and was not told of.
CREATE INDEX docket_waits ON referrals.docket (waits_until) WHERE state = 'OPEN' AND waits_for IS NOT NULL AND NOT waits_over;
-- What waits for a dispatcher's choice, in the order of the queue.
CREATE INDEX docket_by_hand ON referrals.docket (urgency, due, case_id, round) WHERE state = 'OPEN' AND waits_for = 'HAND';
