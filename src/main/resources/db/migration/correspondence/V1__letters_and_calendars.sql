CREATE SCHEMA IF NOT EXISTS correspondence;

-- No address and nothing about a person: whom a letter is for is a member's id, what it is about a reference.
CREATE TABLE correspondence.letter (
    id              uuid PRIMARY KEY,
    kind            varchar(30) NOT NULL,
    subject         uuid        NOT NULL,
    occasion        integer     NOT NULL,
    reference       varchar(8),
    recipient       uuid        NOT NULL,
    answer_due      timestamptz,
    state           varchar(20) NOT NULL,
    attempts        integer     NOT NULL,
    trouble         varchar(30),
    written_at      timestamptz NOT NULL,
    -- While a node is sending, the moment from which another node may take it.
    next_attempt_at timestamptz,
    settled_at      timestamptz,
    CHECK (state NOT IN ('WAITING', 'SENDING') OR next_attempt_at IS NOT NULL)
);

CREATE UNIQUE INDEX letter_once ON correspondence.letter (subject, kind, occasion, recipient);
CREATE INDEX letter_due ON correspondence.letter (next_attempt_at) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX letter_troubled ON correspondence.letter (written_at)
    WHERE trouble IS NOT NULL AND state IN ('UNDELIVERED', 'WAITING', 'SENDING');
CREATE INDEX letter_undelivered ON correspondence.letter (written_at) WHERE state = 'UNDELIVERED';

CREATE TABLE correspondence.offer (
    referral   uuid PRIMARY KEY,
    reference  varchar(8)  NOT NULL,
    provider   uuid        NOT NULL,
    answer_due timestamptz NOT NULL,
    remind_at  timestamptz,
    ended      boolean     NOT NULL DEFAULT FALSE
);

CREATE INDEX offer_remindable ON correspondence.offer (remind_at) WHERE remind_at IS NOT NULL;

CREATE TABLE correspondence.case_reference (
    case_file uuid PRIMARY KEY,
    reference varchar(8) NOT NULL
);

CREATE TABLE correspondence.hearing (
    hearing      uuid PRIMARY KEY,
    matter       uuid        NOT NULL,
    provider     uuid        NOT NULL,
    attorney     uuid        NOT NULL,
    reference    varchar(8)  NOT NULL,
    hearing_type varchar(40) NOT NULL,
    court        varchar(40) NOT NULL,
    hearing_at   timestamptz NOT NULL,
    result       varchar(20),
    -- How often it has changed: calendar programs take the highest.
    sequence     integer     NOT NULL,
    changed_at   timestamptz NOT NULL,
    closed       boolean     NOT NULL DEFAULT FALSE
);

CREATE INDEX hearing_of_matter ON correspondence.hearing (matter);
CREATE INDEX hearing_of_provider ON correspondence.hearing (provider, hearing_at) WHERE NOT closed;

CREATE TABLE correspondence.calendar_feed (
    id           uuid PRIMARY KEY,
    version      bigint      NOT NULL,
    member       uuid        NOT NULL,
    organization uuid        NOT NULL,
    scope        varchar(20) NOT NULL,
    fingerprint  varchar(64) NOT NULL,
    opened_at    timestamptz NOT NULL,
    revoked_at   timestamptz,
    last_read    timestamptz
);

CREATE UNIQUE INDEX calendar_feed_of_member ON correspondence.calendar_feed (member) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX calendar_feed_fingerprint ON correspondence.calendar_feed (fingerprint);
