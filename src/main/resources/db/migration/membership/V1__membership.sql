CREATE SCHEMA IF NOT EXISTS membership;

CREATE TABLE membership.organization (
    id                   uuid PRIMARY KEY,
    version              bigint NOT NULL,
    name                 varchar(200) NOT NULL CHECK (name <> ''),
    kind                 varchar(20) NOT NULL CHECK (kind IN ('HOTLINE', 'PROVIDER', 'COALITION')),
    standing             varchar(20) NOT NULL CHECK (standing IN ('APPLICANT', 'ADMITTED', 'SUSPENDED', 'LEFT')),
    standing_since       timestamptz NOT NULL,
    suspension_reason    varchar(30),
    agreement_signed_on  date,
    agreement_signatory  varchar(200),
    agreement_document   varchar(200),
    agreement_expires_on date CHECK (agreement_expires_on > agreement_signed_on),
    CHECK (standing = 'APPLICANT' OR agreement_signed_on IS NOT NULL OR standing = 'LEFT'),
    CHECK ((agreement_signed_on IS NULL) = (agreement_signatory IS NULL)),
    CHECK ((agreement_signed_on IS NULL) = (agreement_document IS NULL)),
    CHECK ((standing = 'SUSPENDED') = (suspension_reason IS NOT NULL))
);
CREATE UNIQUE INDEX organization_name ON membership.organization (lower(name)) WHERE standing <> 'LEFT';

CREATE TABLE membership.member (
    id           uuid PRIMARY KEY,
    version      bigint NOT NULL,
    organization uuid NOT NULL REFERENCES membership.organization,
    name         varchar(200) NOT NULL CHECK (name <> ''),
    email        varchar(254) NOT NULL CHECK (email = lower(email)),
    subject      varchar(255),
    language     varchar(2) NOT NULL CHECK (language IN ('en', 'es')),
    enrolled_at  timestamptz NOT NULL,
    welcomed_at  timestamptz,
    released_at  timestamptz,
    CHECK ((subject IS NULL) = (welcomed_at IS NULL))
);
CREATE UNIQUE INDEX member_email ON membership.member (email) WHERE released_at IS NULL;
CREATE UNIQUE INDEX member_subject ON membership.member (subject) WHERE released_at IS NULL;
CREATE INDEX member_organization ON membership.member (organization);

CREATE TABLE membership.member_role (
    member uuid NOT NULL REFERENCES membership.member,
    role   varchar(20) NOT NULL CHECK (role IN ('VOLUNTEER', 'DISPATCHER', 'PROVIDER', 'LEAD', 'STEWARD')),
    PRIMARY KEY (member, role)
);

CREATE TABLE membership.fund (
    id        uuid PRIMARY KEY,
    version   bigint NOT NULL,
    name      varchar(200) NOT NULL CHECK (name <> ''),
    payer     varchar(200) NOT NULL CHECK (payer <> ''),
    starts_on date NOT NULL,
    ends_on   date CHECK (ends_on > starts_on)
);

CREATE TABLE membership.fund_share (
    fund         uuid NOT NULL REFERENCES membership.fund,
    organization uuid NOT NULL REFERENCES membership.organization,
    percent      integer NOT NULL CHECK (percent BETWEEN 1 AND 100),
    PRIMARY KEY (fund, organization)
);

-- Eligibility as dated data: a change ends one row and begins another. One rule of a kind holds on one day.
CREATE TABLE membership.fund_rule (
    id         uuid PRIMARY KEY,
    fund       uuid NOT NULL REFERENCES membership.fund,
    kind       varchar(40) NOT NULL
        CHECK (kind IN ('RESIDENT_OF', 'INCOME_BELOW_POVERTY_PERCENT', 'NO_VIOLENT_FELONY', 'DETAINED')),
    counties   varchar(40)[] NOT NULL DEFAULT '{}',
    percent    integer CHECK (percent BETWEEN 1 AND 1000),
    valid_from date NOT NULL,
    valid_to   date CHECK (valid_to > valid_from),
    source     varchar(300) NOT NULL CHECK (source <> ''),
    UNIQUE (fund, kind, valid_from),
    CHECK ((kind = 'RESIDENT_OF') = (counties <> '{}')),
    CHECK ((kind = 'INCOME_BELOW_POVERTY_PERCENT') = (percent IS NOT NULL))
);

-- What every node compares its copy with. Drawn from a sequence, which a rollback never turns back.
CREATE SEQUENCE membership.stamp_value;
CREATE TABLE membership.stamp (
    single boolean PRIMARY KEY DEFAULT TRUE CHECK (single),
    value  bigint NOT NULL
);
INSERT INTO membership.stamp (value) VALUES (nextval('membership.stamp_value'));
