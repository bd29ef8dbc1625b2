CREATE SCHEMA IF NOT EXISTS referrals;

-- What of the cases routing must know: one row for each need (round) of a case, kept inside intake's transactions.
-- Whoever changes more than one referral of a round locks its row here first, so that nobody waits in a circle.
CREATE TABLE referrals.docket (
    case_id           uuid        NOT NULL,
    round             integer     NOT NULL CHECK (round >= 1),
    reference         text        NOT NULL,
    state             text        NOT NULL CHECK (state IN ('OPEN', 'NO_CONSENT', 'PLACED', 'CONCLUDED', 'CLOSED')),
    urgency           text        NOT NULL,
    facts             jsonb       NOT NULL,
    -- without a provider since
    since             timestamptz NOT NULL,
    -- the answer time promised for the urgency runs from here
    clock_from        timestamptz NOT NULL,
    -- when somebody should have said yes
    due               timestamptz NOT NULL,
    -- the latest list of who could take it, best first
    proposals         jsonb,
    routed_at         timestamptz,
    no_provider_since timestamptz,
    placed_with       uuid,
    placed_at         timestamptz,
    PRIMARY KEY (case_id, round)
);

-- The dispatcher's queue, in its order.
CREATE INDEX docket_queue ON referrals.docket (urgency, due, case_id, round) WHERE state IN ('OPEN', 'NO_CONSENT');

CREATE TABLE referrals.referral (
    id                   uuid        PRIMARY KEY,
    version              bigint      NOT NULL,
    case_id              uuid        NOT NULL,
    round                integer     NOT NULL,
    reference            text        NOT NULL,
    provider             uuid        NOT NULL,
    fund                 uuid,
    urgency              text        NOT NULL,
    route                text        NOT NULL,
    status               text        NOT NULL CHECK (status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN', 'CONCLUDED')),
    offered_at           timestamptz NOT NULL,
    answer_due           timestamptz NOT NULL,
    due_because          text        NOT NULL,
    viewed_at            timestamptz,
    conflicts_cleared_at timestamptz,
    ended_at             timestamptz,
    decline_reason       text,
    decline_detail       text,
    withdraw_reason      text,
    scope                text,
    concluded_at         timestamptz,
    CHECK ((status = 'DECLINED') = (decline_reason IS NOT NULL)),
    CHECK ((status = 'WITHDRAWN') = (withdraw_reason IS NOT NULL)),
    CHECK ((status IN ('ACCEPTED', 'CONCLUDED')) = (scope IS NOT NULL))
);

-- Behind the conditional update of an acceptance: nobody can take a round of a case twice, whatever the code does.
CREATE UNIQUE INDEX referral_one_acceptance ON referrals.referral (case_id, round) WHERE status IN ('ACCEPTED', 'CONCLUDED');
-- A provider has a case on its desk once.
CREATE UNIQUE INDEX referral_one_live_offer ON referrals.referral (case_id, round, provider) WHERE status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED');
-- A provider's inbox, in its order.
CREATE INDEX referral_inbox ON referrals.referral (provider, answer_due, id) WHERE status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED');
-- What expires next.
CREATE INDEX referral_expiry ON referrals.referral (answer_due) WHERE status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED');
-- The story of a case.
CREATE INDEX referral_case ON referrals.referral (case_id, round, offered_at);
