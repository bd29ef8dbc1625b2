-- Who of a provider's people is on call: ids of members and days. For that provider alone.
CREATE TABLE matching.rota (
    id       uuid PRIMARY KEY,
    version  bigint NOT NULL,
    revision int NOT NULL,
    weeks    jsonb NOT NULL,
    days     jsonb NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON matching.rota TO amparo_coalition, amparo_provider;
SELECT walls.protect('matching.rota');
CREATE POLICY own ON matching.rota TO amparo_coalition, amparo_provider USING (walls.of_amparo() OR id = walls.provider());
