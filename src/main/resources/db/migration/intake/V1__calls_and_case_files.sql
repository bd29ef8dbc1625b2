CREATE SCHEMA IF NOT EXISTS intake;

CREATE TABLE intake.call (
    id              uuid PRIMARY KEY,
    version         bigint      NOT NULL,
    kind            text        NOT NULL,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz NOT NULL,
    language        text,
    member          uuid,
    organization    uuid,
    case_id         uuid,
    call_back_by    timestamptz,
    promise         bytea, -- sealed: whom to call, and what was promised
    kept_at         timestamptz
);
CREATE INDEX call_of_day ON intake.call (organization, started_at);
CREATE INDEX call_promised ON intake.call (organization, call_back_by) WHERE call_back_by IS NOT NULL AND kept_at IS NULL;
CREATE INDEX call_of_case ON intake.call (case_id) WHERE case_id IS NOT NULL AND kind <> 'INTAKE';

CREATE TABLE intake.draft (
    id           uuid PRIMARY KEY,
    version      bigint      NOT NULL,
    owner        uuid        NOT NULL,
    organization uuid        NOT NULL,
    language     text        NOT NULL,
    started_at   timestamptz NOT NULL,
    touched_at   timestamptz NOT NULL,
    sections     bytea, -- sealed
    sections_version bigint  NOT NULL,
    submitted_as uuid
);
CREATE INDEX draft_unfinished ON intake.draft (organization, touched_at DESC) WHERE submitted_as IS NULL;
CREATE INDEX draft_untouched ON intake.draft (touched_at);

-- One row is one case file: what lists and routing ask for in columns, what is always read together in documents, what is about people in
-- one sealed document (told) and the sealed name lists show. A file is found by keyed fingerprints.
CREATE TABLE intake.case_file (
    id                 uuid PRIMARY KEY,
    version            bigint      NOT NULL,
    reference          text        NOT NULL,
    call_id            uuid        NOT NULL,
    call_started       timestamptz NOT NULL,
    opened_at          timestamptz NOT NULL,
    opened_by          uuid,
    opened_for         uuid,
    round              integer     NOT NULL,
    rounds             jsonb       NOT NULL,
    urgency            text        NOT NULL,
    reasoning          jsonb       NOT NULL,
    custody            text        NOT NULL,
    facility           text,
    custody_seen_at    timestamptz NOT NULL,
    timeline           jsonb       NOT NULL,
    language           text,
    arrest             jsonb       NOT NULL,
    hearing            jsonb,
    next_hearing       date,
    removal_feared     timestamptz,
    residence          text,
    income_percent     integer,
    violent_felony     text        NOT NULL,
    consented          boolean     NOT NULL,
    consents           jsonb       NOT NULL,
    placement          text        NOT NULL DEFAULT 'WAITING' CHECK (placement IN ('WAITING', 'PLACED', 'SERVED')),
    spanish            text        NOT NULL,
    name               bytea, -- sealed
    told               bytea       NOT NULL, -- sealed
    told_version       bigint      NOT NULL,
    found              bigint[]    NOT NULL,
    closed_at          timestamptz,
    close_reason       text
);
CREATE UNIQUE INDEX case_file_reference ON intake.case_file (reference);

-- One index for each list of the page of cases.
CREATE INDEX case_file_open_newest ON intake.case_file (opened_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX case_file_open_urgent ON intake.case_file (urgency, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX case_file_closed_newest ON intake.case_file (closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;

-- What a file is found by. None of it is unique: a second file about the same person is no error.
CREATE INDEX case_file_found ON intake.case_file USING gin (found);

-- What an organization may see of a case, by round, from the provider's offer to its end.
CREATE TABLE intake.disclosure (
    case_id      uuid        NOT NULL,
    organization uuid        NOT NULL,
    round        integer     NOT NULL,
    packet_at    timestamptz NOT NULL,
    file_at      timestamptz,
    placed_at    timestamptz,
    ended_at     timestamptz,
    PRIMARY KEY (case_id, organization, round)
);

CREATE TABLE intake.case_entry (
    id           uuid PRIMARY KEY,
    case_id      uuid        NOT NULL,
    at           timestamptz NOT NULL,
    what         text        NOT NULL,
    member       uuid,
    organization uuid,
    detail       text
);
CREATE INDEX case_entry_of_case ON intake.case_entry (case_id, at);

CREATE TABLE intake.import (
    id           uuid PRIMARY KEY,
    version      bigint      NOT NULL,
    member       uuid        NOT NULL,
    organization uuid        NOT NULL,
    uploaded_at  timestamptz NOT NULL,
    confirmed_at timestamptz,
    content      bytea       NOT NULL, -- sealed: the file's name and its rows
    content_version bigint   NOT NULL
);
CREATE INDEX import_of_organization ON intake.import (organization, uploaded_at DESC);

-- The keyed trace of every imported row: the same row a second time creates nothing.
CREATE TABLE intake.imported_row (
    organization uuid  NOT NULL,
    fingerprint  bytea NOT NULL,
    case_id      uuid  NOT NULL,
    PRIMARY KEY (organization, fingerprint)
);
