-- Writes through the API that carried an Idempotency-Key, for 24 hours: the key's hash, a fingerprint of the request keyed with the key
-- itself, and of the answer only what is not about a person.
CREATE TABLE keyed_request (
    member      uuid NOT NULL,
    key_hash    bytea NOT NULL,
    fingerprint bytea NOT NULL,
    begun_at    timestamptz NOT NULL,
    status      int,
    location    text,
    PRIMARY KEY (member, key_hash)
);
CREATE INDEX keyed_request_by_age ON keyed_request (begun_at);
