-- When nobody could take a round of a case, and why: one row from when it is told until it ends or has another cause. Codes and ids only.
CREATE TABLE matching.unmet (
    case_id uuid        NOT NULL,
    round   int         NOT NULL,
    since   timestamptz NOT NULL,
    until   timestamptz,
    cause   text        NOT NULL,
    ended   text CHECK (ended IN ('FOUND', 'TAKEN', 'CLOSED', 'NO_CONSENT', 'OTHER_CAUSE')),
    urgency text        NOT NULL,
    facts   jsonb       NOT NULL,
    -- what alone stood between the round and the providers that came closest
    alone   jsonb       NOT NULL,
    PRIMARY KEY (case_id, round, since),
    CHECK ((until IS NULL) = (ended IS NULL))
);
CREATE INDEX unmet_since ON matching.unmet (since);

-- Somebody said no to counting in figures, or the file was one of two about the same person.
ALTER TABLE matching.routed_case ADD COLUMN left_out boolean NOT NULL DEFAULT false;

GRANT SELECT, INSERT, UPDATE, DELETE ON matching.unmet TO amparo_coalition;
SELECT walls.protect('matching.unmet');
CREATE POLICY coalition ON matching.unmet TO amparo_coalition USING (true);
