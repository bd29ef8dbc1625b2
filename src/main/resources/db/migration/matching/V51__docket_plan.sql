-- A case that is linked to another file about the same person is not planned.
ALTER TABLE matching.routed_case ADD COLUMN paused boolean NOT NULL DEFAULT false;

-- All waiting cases against all open room, as one moment found them: drafts, and plans that became offers. References and ids only.
CREATE TABLE matching.docket_plan (
    id               uuid PRIMARY KEY,
    version          bigint NOT NULL,
    state            text NOT NULL CHECK (state IN ('DRAFT', 'COMMITTED')),
    made_at          timestamptz NOT NULL,
    made_by          uuid,
    committed_at     timestamptz,
    settings_version int NOT NULL,
    solver           text NOT NULL,
    digest           text NOT NULL,
    lines            jsonb NOT NULL,
    prices           jsonb NOT NULL,
    wishes           jsonb NOT NULL,
    kept             jsonb NOT NULL,
    planned          jsonb NOT NULL,
    one_by_one       jsonb NOT NULL,
    CHECK ((state = 'COMMITTED') = (committed_at IS NOT NULL))
);
CREATE INDEX docket_plan_latest ON matching.docket_plan (made_at DESC, id DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON matching.docket_plan TO amparo_coalition;
SELECT walls.protect('matching.docket_plan');
CREATE POLICY coalition ON matching.docket_plan TO amparo_coalition USING (true);
