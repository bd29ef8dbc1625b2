CREATE SCHEMA IF NOT EXISTS matching;

-- What a provider organization can take. The id is the organization's.
CREATE TABLE matching.practice (
    id           uuid PRIMARY KEY,
    version      bigint NOT NULL,
    revision     int NOT NULL,
    offering     jsonb NOT NULL,
    taking       text NOT NULL CHECK (taking IN ('OPEN', 'PAUSED')),
    described_at timestamptz NOT NULL
);

-- How much of it. Nothing promised means not said: unknown, not zero. An acceptance by hand may use more than was promised.
CREATE TABLE matching.capacity (
    provider   uuid NOT NULL REFERENCES matching.practice (id),
    service    text NOT NULL,
    promised   int CHECK (promised >= 0),
    used       int NOT NULL CHECK (used >= 0),
    room_since timestamptz,
    PRIMARY KEY (provider, service)
);

-- One row for each accepted referral, so that capacity is used once and given back once however often an event comes.
CREATE TABLE matching.capacity_use (
    referral      uuid PRIMARY KEY,
    provider      uuid NOT NULL,
    services      text[] NOT NULL,
    begun_at      timestamptz NOT NULL,
    given_back_at timestamptz
);

-- Matching's own copy of the coded facts of each round of each case.
CREATE TABLE matching.routed_case (
    case_id       uuid NOT NULL,
    round         int NOT NULL,
    reference     text,
    facts         jsonb NOT NULL,
    urgency       text NOT NULL,
    state         text NOT NULL CHECK (state IN ('WAITING', 'PLACED', 'CLOSED')),
    waiting_since timestamptz NOT NULL,
    PRIMARY KEY (case_id, round)
);
CREATE INDEX routed_case_waiting ON matching.routed_case (urgency, waiting_since) WHERE state = 'WAITING';

-- Who was asked, and what became of it.
CREATE TABLE matching.asked (
    referral    uuid PRIMARY KEY,
    case_id     uuid NOT NULL,
    round       int NOT NULL,
    provider    uuid NOT NULL,
    answer      text NOT NULL,
    reason      text,
    offered_at  timestamptz NOT NULL,
    answer_due  timestamptz,
    answered_at timestamptz
);
CREATE INDEX asked_by_case ON matching.asked (case_id, round);
CREATE INDEX asked_by_provider ON matching.asked (provider, offered_at DESC);

-- How the providers stood for a round of a case when it was drawn, with every reason.
CREATE TABLE matching.shortlist (
    case_id          uuid NOT NULL,
    round            int NOT NULL,
    version          bigint NOT NULL,
    entries          jsonb NOT NULL,
    route            text NOT NULL,
    settings_version int NOT NULL,
    drawn_at         timestamptz NOT NULL,
    cause            text,
    told_cause       text,
    PRIMARY KEY (case_id, round)
);

-- The coalition's weights and routes; a change is a new row, so that an old shortlist can still be explained.
CREATE TABLE matching.routing_settings (
    version    int PRIMARY KEY,
    weights    jsonb NOT NULL,
    routes     jsonb NOT NULL,
    changed_by uuid,
    changed_at timestamptz NOT NULL
);
INSERT INTO matching.routing_settings (version, weights, routes, changed_at)
VALUES (1,
        '{"ANSWER_TIME": 30, "LANGUAGE": 25, "LOAD": 15, "FUND": 10, "PLACE": 10, "COVERAGE": 10}',
        '{"U0": "BROADCAST", "U1": "BROADCAST", "U2": "IN_ORDER", "U3": "IN_ORDER", "U4": "IN_ORDER"}',
        '2026-01-01T00:00:00Z');
