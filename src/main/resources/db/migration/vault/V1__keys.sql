CREATE SCHEMA IF NOT EXISTS vault;

-- Which key file this database was sealed with.
CREATE TABLE vault.installation (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id  uuid NOT NULL
);

-- The data key of each owner, wrapped with a key that is derived from the key file and nowhere in the database. Without that file these
-- rows are noise. The leaf stays the same for life; tree says which generation of wrapping keys was used last.
CREATE TABLE vault.data_key (
    owner   uuid PRIMARY KEY,
    leaf    bigint  NOT NULL,
    tree    integer NOT NULL,
    wrapped bytea   NOT NULL
);

-- Generations of wrapping keys that data keys may be wrapped with: a key file that lacks one is too old.
CREATE TABLE vault.tree_in_use (
    tree integer PRIMARY KEY
);

-- Runs of leaves, each taken by one start of one node.
CREATE TABLE vault.leaf_run (
    first bigint PRIMARY KEY
);

-- Leaves to be destroyed in every key file. Kept for good: a key file that comes back from a copy is brought up to date from here.
CREATE TABLE vault.shredding (
    leaf         bigint PRIMARY KEY,
    owner        uuid        NOT NULL,
    ordered_at   timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz
);
CREATE INDEX shredding_ordered ON vault.shredding (ordered_at);
