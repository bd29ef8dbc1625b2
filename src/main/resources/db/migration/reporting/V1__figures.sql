CREATE SCHEMA IF NOT EXISTS reporting;

-- What modules said, coded, as it came in. Written inside the transaction of the deed itself, so it is as narrow as can be and has
-- no index at all: one cheap insert. The roll-up empties it every half second.
CREATE TABLE reporting.arrival (
    seq      bigint GENERATED ALWAYS AS IDENTITY,
    subject  uuid        NOT NULL,
    kind     varchar(10) NOT NULL,
    at       timestamptz NOT NULL,
    round    smallint,
    ref      uuid,
    matter   uuid,
    provider uuid,
    fund     uuid,
    code     varchar(40),
    detail   varchar(40),
    urgency  varchar(2),
    language varchar(40),
    stage    varchar(40),
    agency   varchar(40),
    facility varchar(40),
    office   varchar(40),
    day      date,
    happened timestamptz,
    number   integer,
    agreed   boolean
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- The same facts after the roll-up, for good: every figure can be counted anew from here.
CREATE TABLE reporting.fact (
    seq      bigint      NOT NULL,
    subject  uuid        NOT NULL,
    kind     varchar(10) NOT NULL,
    at       timestamptz NOT NULL,
    round    smallint,
    ref      uuid,
    matter   uuid,
    provider uuid,
    fund     uuid,
    code     varchar(40),
    detail   varchar(40),
    urgency  varchar(2),
    language varchar(40),
    stage    varchar(40),
    agency   varchar(40),
    facility varchar(40),
    office   varchar(40),
    day      date,
    happened timestamptz,
    number   integer,
    agreed   boolean,
    PRIMARY KEY (subject, seq)
);

-- One row per case: how far it came and when, as the facts tell it now. Figures are defined over these two tables.
CREATE TABLE reporting.journey (
    case_id      uuid PRIMARY KEY,
    opened_at    timestamptz NOT NULL,
    duplicate    boolean     NOT NULL,
    step         varchar(12) NOT NULL,
    urgency      varchar(2)  NOT NULL,
    language     varchar(40) NOT NULL,
    stage        varchar(40) NOT NULL,
    agency       varchar(40) NOT NULL,
    office       varchar(40) NOT NULL,
    facility     varchar(40) NOT NULL,
    detained_on  date,
    offered_at   timestamptz,
    accepted_at  timestamptz,
    contacted_at timestamptz,
    unmet_cause  varchar(40),
    unmet_at     timestamptz
);

CREATE INDEX journey_opened ON reporting.journey (opened_at);

-- One row per acceptance that stands or stood: what a provider took on, and what came of it.
CREATE TABLE reporting.placement (
    referral_id uuid PRIMARY KEY,
    case_id     uuid        NOT NULL,
    duplicate   boolean     NOT NULL,
    accepted_at timestamptz NOT NULL,
    provider    uuid        NOT NULL,
    fund        uuid,
    scope       integer     NOT NULL, -- one bit per service, in the order of the kernel's list
    result      varchar(12) NOT NULL,
    serving     boolean     NOT NULL
);

CREATE INDEX placement_case ON reporting.placement (case_id);
CREATE INDEX placement_accepted ON reporting.placement (accepted_at);

-- The counts the dashboard reads: month (Pacific), what is counted, two codes.
CREATE TABLE reporting.figure (
    month    date        NOT NULL,
    measure  varchar(20) NOT NULL,
    row_code varchar(40) NOT NULL,
    col_code varchar(40) NOT NULL,
    n        bigint      NOT NULL,
    PRIMARY KEY (month, measure, row_code, col_code)
) WITH (fillfactor = 70);

-- Waiting times and amounts as histograms: buckets a tenth wide, so a median read from them is within 5 %.
CREATE TABLE reporting.spread (
    month    date        NOT NULL,
    measure  varchar(20) NOT NULL,
    row_code varchar(40) NOT NULL,
    bucket   smallint    NOT NULL,
    n        bigint      NOT NULL,
    PRIMARY KEY (month, measure, row_code, bucket)
) WITH (fillfactor = 70);

-- Which state of the figures this is.
CREATE TABLE reporting.revision (
    one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
    revision   bigint      NOT NULL,
    counted_at timestamptz NOT NULL
);

INSERT INTO reporting.revision (revision, counted_at) VALUES (0, now());
