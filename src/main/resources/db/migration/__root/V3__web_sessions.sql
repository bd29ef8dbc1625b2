-- Sessions of people who signed in to the pages. The browser holds a ticket. Here is the ticket's digest, and what the session holds,
-- sealed with a key that only the ticket gives: a copy of this table opens no session and tells nothing of one but its times and the
-- identity provider's ids.
DROP TABLE spring_session_attributes;
DROP TABLE spring_session;

CREATE TABLE web_session (
    id               bytea PRIMARY KEY CHECK (octet_length(id) = 32),
    version          bigint NOT NULL,
    subject          text,
    provider_session text,
    begun_at         timestamptz NOT NULL,
    seen_at          timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    content          bytea NOT NULL
);
CREATE INDEX web_session_subject ON web_session (subject) WHERE subject IS NOT NULL;
CREATE INDEX web_session_end ON web_session (ends_at);
