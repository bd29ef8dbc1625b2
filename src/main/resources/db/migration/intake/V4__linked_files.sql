-- Two files about one person: a link, which can be taken away. Nothing of either file is moved.
CREATE TABLE intake.merger (
    id        uuid PRIMARY KEY,
    case_id   uuid        NOT NULL,
    kept      uuid        NOT NULL,
    merged_at timestamptz NOT NULL,
    merged_by uuid        NOT NULL,
    undone_at timestamptz,
    undone_by uuid
);
CREATE INDEX merger_of_case ON intake.merger (case_id);
CREATE INDEX merger_of_kept ON intake.merger (kept);
ALTER TABLE intake.case_file ADD COLUMN merged_into uuid;
