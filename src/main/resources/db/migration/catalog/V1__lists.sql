CREATE SCHEMA IF NOT EXISTS catalog;

-- One row is one code of one list during one period. A code may come back later with another meaning, never twice on the same day:
-- the desk holds the stamp's row while it checks.
CREATE TABLE catalog.item (
    id            uuid PRIMARY KEY,
    version       bigint NOT NULL DEFAULT 0,
    kind          varchar(12) NOT NULL CHECK (kind IN ('FACILITY', 'COURT', 'LANGUAGE', 'ENTRY', 'RULE')),
    list          varchar(40) NOT NULL,
    code          varchar(40) NOT NULL,
    english       varchar(200) NOT NULL CHECK (english <> ''),
    spanish       varchar(200) NOT NULL CHECK (spanish <> ''),
    position      integer NOT NULL,
    valid_from    date NOT NULL,
    valid_to      date CHECK (valid_to > valid_from),
    source        varchar(300) NOT NULL CHECK (source <> ''),
    city          varchar(100),
    state         char(2),
    county        varchar(40),
    field_office  varchar(40),
    facility_kind varchar(20) CHECK (facility_kind IN ('DETENTION_CENTER', 'HOLD_ROOM', 'LOCAL_JAIL')),
    detained      boolean,
    indigenous    boolean,
    eoir_code     varchar(40),
    amount        integer CHECK (amount > 0),
    confirmed     boolean,
    CHECK ((kind = 'ENTRY') = (list NOT IN ('FACILITY', 'COURT', 'LANGUAGE', 'RULE'))),
    CHECK (kind = 'ENTRY' OR kind = list),
    CHECK ((kind = 'FACILITY')
        = (city IS NOT NULL AND state IS NOT NULL AND field_office IS NOT NULL AND facility_kind IS NOT NULL)),
    CHECK ((kind = 'COURT') = (detained IS NOT NULL)),
    CHECK ((kind = 'LANGUAGE') = (indigenous IS NOT NULL)),
    CHECK ((kind = 'RULE') = (amount IS NOT NULL AND confirmed IS NOT NULL)),
    UNIQUE (list, code, valid_from)
);

-- What every node compares its copy of the lists with. Drawn from a sequence, which a rollback never turns back.
CREATE SEQUENCE catalog.stamp_value;
CREATE TABLE catalog.stamp (
    single boolean PRIMARY KEY DEFAULT TRUE CHECK (single),
    value  bigint NOT NULL
);
INSERT INTO catalog.stamp (value) VALUES (nextval('catalog.stamp_value'));
