CREATE SCHEMA IF NOT EXISTS representation;

CREATE TABLE representation.matter (
    id                  uuid PRIMARY KEY,
    version             bigint      NOT NULL,
    case_file           uuid        NOT NULL,
    round               integer     NOT NULL CHECK (round >= 1),
    referral            uuid        NOT NULL,
    reference           varchar(8)  NOT NULL,
    provider            uuid        NOT NULL,
    fund                uuid,
    attorney            uuid        NOT NULL,
    needs               text        NOT NULL,
    scope               text        NOT NULL,
    offered_at          timestamptz NOT NULL,
    opened_at           timestamptz NOT NULL,
    changed_at          timestamptz NOT NULL,
    -- Three tracks, three sets of columns: they never share a status.
    custody_status      varchar(20) NOT NULL,
    custody_facility    varchar(40),
    custody_observed_at timestamptz NOT NULL,
    legal_outcome       varchar(40),
    legal_on            date,
    first_contact_at    timestamptz,
    service_outcome     varchar(40),
    service_ended_on    date,
    deciding_outcome    varchar(40),
    closed_at           timestamptz,
    CHECK ((closed_at IS NULL) = (service_outcome IS NULL)),
    CHECK ((legal_outcome IS NULL) = (legal_on IS NULL))
);

-- One matter to a referral, however often its acceptance is told.
CREATE UNIQUE INDEX matter_of_referral ON representation.matter (referral);
CREATE INDEX matter_of_case ON representation.matter (case_file);
CREATE INDEX matter_open ON representation.matter (provider, opened_at DESC) WHERE closed_at IS NULL;
CREATE INDEX matter_closed ON representation.matter (provider, closed_at DESC) WHERE closed_at IS NOT NULL;

CREATE TABLE representation.observation (
    matter_id   uuid        NOT NULL REFERENCES representation.matter,
    position    integer     NOT NULL,
    custody     varchar(20) NOT NULL,
    facility    varchar(40),
    observed_at timestamptz NOT NULL,
    origin      varchar(20) NOT NULL,
    PRIMARY KEY (matter_id, position)
);

CREATE TABLE representation.milestone (
    matter_id   uuid        NOT NULL REFERENCES representation.matter,
    position    integer     NOT NULL,
    milestone   varchar(30) NOT NULL,
    happened_at timestamptz NOT NULL,
    how         varchar(20),
    recorded_by uuid        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (matter_id, position)
);

CREATE TABLE representation.hearing (
    matter_id     uuid        NOT NULL REFERENCES representation.matter,
    position      integer     NOT NULL,
    hearing_id    uuid        NOT NULL,
    hearing_type  varchar(40) NOT NULL,
    court         varchar(40) NOT NULL,
    hearing_at    timestamptz NOT NULL,
    source        varchar(20) NOT NULL,
    last_verified date        NOT NULL,
    result        varchar(20),
    adjournment   varchar(40),
    PRIMARY KEY (matter_id, position),
    CHECK ((result = 'ADJOURNED') = (adjournment IS NOT NULL) OR (result IS NULL AND adjournment IS NULL))
);

CREATE INDEX hearing_on_calendar ON representation.hearing (matter_id, hearing_at) WHERE result IS NULL;

CREATE TABLE representation.deadline (
    matter_id   uuid        NOT NULL REFERENCES representation.matter,
    position    integer     NOT NULL,
    deadline_id uuid        NOT NULL,
    kind        varchar(30) NOT NULL,
    due         date        NOT NULL,
    met_on      date,
    dropped_on  date,
    PRIMARY KEY (matter_id, position),
    CHECK (met_on IS NULL OR dropped_on IS NULL)
);

CREATE INDEX deadline_open ON representation.deadline (matter_id, due) WHERE met_on IS NULL AND dropped_on IS NULL;

CREATE TABLE representation.outcome (
    matter_id    uuid        NOT NULL REFERENCES representation.matter,
    position     integer     NOT NULL,
    outcome      varchar(40) NOT NULL,
    happened_on  date        NOT NULL,
    -- An amount means something only for a bond set, granted or posted, and is never zero.
    amount_cents bigint CHECK (amount_cents > 0),
    recorded_by  uuid        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (matter_id, position),
    CHECK (amount_cents IS NULL OR outcome IN ('BOND_SET', 'BOND_GRANTED', 'BOND_POSTED'))
);

CREATE TABLE representation.notice (
    matter_id  uuid        NOT NULL REFERENCES representation.matter,
    position   integer     NOT NULL,
    kind       varchar(30) NOT NULL,
    moved_from varchar(40),
    moved_to   varchar(40),
    noticed_at timestamptz NOT NULL,
    seen_at    timestamptz,
    PRIMARY KEY (matter_id, position)
);

CREATE TABLE representation.note (
    matter_id  uuid        NOT NULL REFERENCES representation.matter,
    position   integer     NOT NULL,
    -- The provider's own words about a person, sealed.
    text       bytea       NOT NULL,
    written_by uuid        NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (matter_id, position)
);
