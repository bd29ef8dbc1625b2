-- An organization's own key: anybody may seal to its public half; its private half is sealed under a passphrase its people know, and
-- again under a recovery code that was split between two custodians. Neither is kept anywhere.
CREATE TABLE vault.organization_key (
    organization       uuid PRIMARY KEY,
    made_at            timestamptz NOT NULL,
    confirmed_at       timestamptz,
    changed_at         timestamptz NOT NULL,
    public_key         bytea       NOT NULL,
    salt               bytea       NOT NULL,
    memory_kib         integer     NOT NULL,
    passes             integer     NOT NULL,
    under_passphrase   bytea       NOT NULL,
    kit                text        NOT NULL,
    under_recovery     bytea       NOT NULL,
    recovery_check     text        NOT NULL, -- the last letters of both parts, which only find a mistyped one
    tries              integer     NOT NULL DEFAULT 0,
    tried_since        timestamptz NOT NULL
);

-- The organization that holds the data key alone: then what is wrapped is not the data key itself but the data key sealed to it.
ALTER TABLE vault.data_key ADD COLUMN holder uuid;
CREATE INDEX data_key_held ON vault.data_key (holder) WHERE holder IS NOT NULL;
