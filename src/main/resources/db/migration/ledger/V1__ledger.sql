CREATE SCHEMA IF NOT EXISTS ledger;

-- Transaction numbers, by which entries are ordered, belong to one PostgreSQL cluster. A ledger that was brought to another goes on in a
-- new era.
CREATE TABLE ledger.era (
    number   integer PRIMARY KEY,
    cluster  text        NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now()
);

-- One row for each change, look and refusal, written in the transaction of what it records. Codes and ids only.
CREATE TABLE ledger.entry (
    era          integer     NOT NULL,
    written_in   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id           uuid        NOT NULL,
    at           timestamptz NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('CHANGE', 'READING', 'REFUSAL')),
    act          text        NOT NULL,
    member       uuid,
    organization uuid,
    subject_kind text,
    subject      uuid,
    reference    text,
    ground       text,
    PRIMARY KEY (era, written_in, id)
);
CREATE INDEX entry_by_time ON ledger.entry USING brin (at);
CREATE INDEX entry_looked_at ON ledger.entry (subject, at) WHERE kind = 'READING';
CREATE INDEX entry_by_reference ON ledger.entry (reference, at) WHERE kind = 'READING' AND reference IS NOT NULL;
CREATE INDEX entry_by_reader ON ledger.entry (member, at) WHERE kind <> 'CHANGE';

-- Entries are chained in blocks about every second: each block covers all transactions from one number up to another and carries the hash of
-- the block before, signed with a key that is not in the database.
CREATE TABLE ledger.block (
    number     bigint PRIMARY KEY,
    era        integer     NOT NULL,
    from_xact  xid8        NOT NULL,
    to_xact    xid8        NOT NULL,
    entries    integer     NOT NULL,
    total      bigint      NOT NULL,
    sealed_at  timestamptz NOT NULL,
    content    bytea       NOT NULL,
    previous   bytea       NOT NULL,
    head       bytea       NOT NULL,
    signature  bytea       NOT NULL
);

CREATE FUNCTION ledger.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is only ever added to';
END
$$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entry EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER block_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.block EXECUTE FUNCTION ledger.refuse();
