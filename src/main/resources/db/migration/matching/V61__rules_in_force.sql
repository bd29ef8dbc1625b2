-- What the coalition decided of the rules providers are judged by: a rule is in force, or not, from a day on. Written once, never changed. What nothing
-- was decided on is in force. A steward's sentence about the coalition's decision; nobody's person is in it.
CREATE TABLE matching.rule_switch (
    version    int PRIMARY KEY CHECK (version > 1),
    rule       text NOT NULL CHECK (rule IN ('PLACE', 'LANGUAGE', 'DEADLINE')),
    state      text NOT NULL CHECK (state IN ('IN_FORCE', 'NOT_IN_FORCE')),
    valid_from date NOT NULL,
    reason     varchar(300) NOT NULL CHECK (reason <> ''),
    changed_by uuid,
    changed_at timestamptz NOT NULL
);
GRANT SELECT ON matching.rule_switch TO amparo_common;
GRANT INSERT ON matching.rule_switch TO amparo_overseer;
REVOKE UPDATE, DELETE ON matching.rule_switch FROM amparo_coalition;

-- The last decision on the rules when it was drawn.
ALTER TABLE matching.shortlist ADD COLUMN rules_version int NOT NULL DEFAULT 1;
