-- Opening a file in an emergency. The reference is what was asked for; there may be no such file, and who asked is not told.
CREATE TABLE intake.emergency (
    id         uuid PRIMARY KEY,
    reference  text        NOT NULL,
    case_id    uuid,
    reason     text        NOT NULL,
    asked_by   uuid        NOT NULL,
    asked_for  uuid        NOT NULL,
    asked_at   timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    approved   boolean     NOT NULL DEFAULT false,
    until      timestamptz,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (NOT approved OR decided_by IS NOT NULL AND case_id IS NOT NULL AND until IS NOT NULL),
    -- A second person, whatever the code does, and an hour at most.
    CONSTRAINT emergency_second_person CHECK (decided_by <> asked_by),
    CONSTRAINT emergency_ends CHECK (until <= decided_at + interval '60 minutes')
);
CREATE INDEX emergency_open ON intake.emergency (case_id, asked_by) WHERE approved;
CREATE INDEX emergency_latest ON intake.emergency (asked_at DESC, id DESC);

-- Handing out named parts of one case file, once.
CREATE TABLE intake.export (
    id         uuid PRIMARY KEY,
    case_id    uuid        NOT NULL,
    parts      text[]      NOT NULL CHECK (cardinality(parts) > 0),
    ground     text        NOT NULL,
    asked_by   uuid        NOT NULL,
    asked_at   timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    approved   boolean     NOT NULL DEFAULT false,
    until      timestamptz,
    taken_at   timestamptz,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (NOT approved OR decided_by IS NOT NULL AND until IS NOT NULL),
    CHECK (taken_at IS NULL OR approved),
    CONSTRAINT export_second_person CHECK (decided_by <> asked_by),
    CONSTRAINT export_ends CHECK (until <= decided_at + interval '24 hours')
);
CREATE INDEX export_latest ON intake.export (asked_at DESC, id DESC);
