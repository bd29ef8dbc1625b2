-- When somebody last worked on a file, whether a legal hold stands on it, and when what it told of people was destroyed.
ALTER TABLE intake.case_file
    ADD COLUMN touched_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN on_hold     boolean     NOT NULL DEFAULT false,
    ADD COLUMN shredded_at timestamptz,
    -- A legal hold beats the purge, and every other way to shred.
    ADD CONSTRAINT case_file_hold_stands CHECK (NOT on_hold OR shredded_at IS NULL),
    -- Nothing about a person is left in what was shredded, nor a way to find it by.
    ADD CONSTRAINT case_file_shredded_whole CHECK (shredded_at IS NULL
        OR octet_length(told) = 0 AND name IS NULL AND found = '{}' AND hearing IS NULL AND closed_at IS NOT NULL);

-- What nobody has worked on for long.
CREATE INDEX case_file_touched ON intake.case_file (touched_at) WHERE shredded_at IS NULL;

-- Why a file is gone, for its page.
CREATE TABLE intake.shredded (
    case_id     uuid PRIMARY KEY,
    cause       text        NOT NULL,
    clock       text,
    days        integer,
    shredded_by uuid,
    CHECK ((cause = 'CLOCK') = (clock IS NOT NULL AND days IS NOT NULL))
);

CREATE TABLE intake.hold (
    id          uuid PRIMARY KEY,
    case_id     uuid        NOT NULL,
    reason      text        NOT NULL,
    set_at      timestamptz NOT NULL,
    set_by      uuid,
    lifted_at   timestamptz,
    lifted_by   uuid,
    lift_reason text,
    CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE INDEX hold_in_force ON intake.hold (case_id) WHERE lifted_at IS NULL;

-- Never changed in place: the highest version was set last.
CREATE TABLE intake.retention (
    version    integer PRIMARY KEY,
    days       jsonb       NOT NULL,
    changed_by uuid,
    changed_at timestamptz NOT NULL
);
INSERT INTO intake.retention (version, days, changed_at) VALUES (1, '{}', '2026-01-01T00:00:00Z');

-- Promises that have run out are looked for by their end.
CREATE INDEX call_with_promise ON intake.call (ended_at) WHERE promise IS NOT NULL;
