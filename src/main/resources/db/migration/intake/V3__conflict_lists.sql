-- Names an organization keeps to check for conflicts: sealed under one key of the list, found by fingerprints of that organization alone.
CREATE TABLE intake.conflict_list (
    organization uuid PRIMARY KEY,
    owner        uuid   NOT NULL,
    stamp        bigint NOT NULL
);

CREATE TABLE intake.conflict_entry (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL,
    kind         text        NOT NULL,
    told         bytea       NOT NULL, -- sealed: the name and the organization's own reference
    words        integer     NOT NULL,
    found        bigint[]    NOT NULL,
    trace        bigint      NOT NULL,
    added_at     timestamptz NOT NULL,
    added_by     uuid        NOT NULL,
    upload       uuid
);
CREATE INDEX conflict_entry_listed ON intake.conflict_entry (organization, id DESC) WHERE upload IS NULL;
CREATE INDEX conflict_entry_uploaded ON intake.conflict_entry (upload) WHERE upload IS NOT NULL;

-- What a comparison of a case with a list said, for as long as neither changes; and how often it was asked.
CREATE TABLE intake.conflict_answer (
    case_id      uuid        NOT NULL,
    organization uuid        NOT NULL,
    answer       text        NOT NULL,
    checked_at   timestamptz NOT NULL,
    list_stamp   bigint      NOT NULL,
    told_version bigint      NOT NULL,
    comparisons  integer     NOT NULL,
    PRIMARY KEY (case_id, organization)
);
CREATE INDEX conflict_answer_lately ON intake.conflict_answer (organization, checked_at);
