-- Legal process received: codes, days and references of cases. There is no column for a name.
CREATE TABLE ledger.legal_process (
    id              uuid PRIMARY KEY,
    kind            text        NOT NULL,
    issuer          text        NOT NULL,
    received_on     date        NOT NULL,
    answer_due      date,
    scope           text        NOT NULL,
    case_references text[]      NOT NULL,
    secret          boolean     NOT NULL,
    registered_by   uuid        NOT NULL,
    registered_at   timestamptz NOT NULL
);
CREATE INDEX legal_process_latest ON ledger.legal_process (received_on DESC, id DESC);

-- What was done about it, each time an entry of its own.
CREATE TABLE ledger.legal_process_answer (
    id          uuid PRIMARY KEY,
    process     uuid        NOT NULL REFERENCES ledger.legal_process,
    response    text        NOT NULL,
    counsel     text        NOT NULL,
    answered_on date        NOT NULL,
    recorded_by uuid        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX legal_process_answer_of ON ledger.legal_process_answer (process, recorded_at DESC);

CREATE TRIGGER legal_process_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.legal_process EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER legal_process_answer_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.legal_process_answer
    EXECUTE FUNCTION ledger.refuse();
