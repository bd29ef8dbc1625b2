-- Whose volunteers may act during their shift only, and how long they may finish what they have begun. No row: at any time.
CREATE TABLE membership.shift_rule (
    organization  uuid PRIMARY KEY REFERENCES membership.organization,
    grace_minutes integer NOT NULL CHECK (grace_minutes BETWEEN 0 AND 120)
);

-- Every week, by the clock on the wall in California. One that ends no later than it begins goes on past midnight.
CREATE TABLE membership.shift (
    id           uuid PRIMARY KEY,
    organization uuid NOT NULL REFERENCES membership.organization,
    member       uuid NOT NULL REFERENCES membership.member,
    day          smallint NOT NULL CHECK (day BETWEEN 1 AND 7),
    starts       time NOT NULL,
    ends         time NOT NULL,
    valid_from   date NOT NULL,
    valid_to     date CHECK (valid_to >= valid_from)
);
CREATE INDEX shift_of_organization ON membership.shift (organization);

-- Once: besides the week, or instead of it. Somebody who stands in for another is one of each.
CREATE TABLE membership.shift_change (
    id           uuid PRIMARY KEY,
    organization uuid NOT NULL REFERENCES membership.organization,
    member       uuid NOT NULL REFERENCES membership.member,
    kind         varchar(10) NOT NULL CHECK (kind IN ('EXTRA', 'OFF')),
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL CHECK (ends_at > starts_at)
);
CREATE INDEX shift_change_of_organization ON membership.shift_change (organization, ends_at);
