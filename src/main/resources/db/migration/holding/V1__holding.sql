CREATE SCHEMA IF NOT EXISTS holding;

-- Which organizations may hold files alone. The stamp grows with each change, so that a node knows when its copy is old.
CREATE TABLE holding.permission (
    organization uuid PRIMARY KEY,
    since        timestamptz NOT NULL,
    grace_days   integer     NOT NULL CHECK (grace_days BETWEEN 1 AND 60),
    made_by      uuid,
    ended_at     timestamptz,
    stamp        bigint      NOT NULL
);

-- A yes of such an organization: when the coalition's key to the file is due to be destroyed, when it was, and why it was not.
CREATE TABLE holding.handover (
    case_id      uuid        NOT NULL,
    organization uuid        NOT NULL,
    round        integer     NOT NULL,
    reference    text        NOT NULL,
    placed_at    timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    looked_at    timestamptz,
    held_at      timestamptz,
    ended_at     timestamptz,
    end_reason   text,
    PRIMARY KEY (case_id, organization, round)
);
CREATE INDEX handover_waiting ON holding.handover (due_at) WHERE held_at IS NULL AND ended_at IS NULL;
CREATE INDEX handover_of_organization ON holding.handover (organization) WHERE ended_at IS NULL;
