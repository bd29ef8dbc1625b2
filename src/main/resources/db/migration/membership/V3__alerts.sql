-- Who asked for more than their work explains, and how often. Never for whom.
CREATE TABLE membership.alert (
    id         uuid PRIMARY KEY,
    member     uuid NOT NULL REFERENCES membership.member,
    kind       varchar(20) NOT NULL CHECK (kind IN ('SEARCH', 'HINT', 'OPENING', 'EXPORT')),
    times      integer NOT NULL,
    hours      integer NOT NULL,
    raised_at  timestamptz NOT NULL,
    settled_at timestamptz,
    settled_by uuid REFERENCES membership.member,
    CHECK ((settled_at IS NULL) = (settled_by IS NULL))
);
CREATE INDEX alert_of_member ON membership.alert (member, kind, raised_at);
CREATE INDEX alert_by_age ON membership.alert (raised_at);
