GRANT USAGE ON SCHEMA vault TO amparo_common;

-- What a node does with its key file, before and beside all requests.
GRANT SELECT, INSERT ON vault.installation, vault.leaf_run TO amparo_common;
GRANT SELECT, INSERT, DELETE ON vault.tree_in_use TO amparo_common;
GRANT SELECT, UPDATE (destroyed_at) ON vault.shredding TO amparo_common;
GRANT INSERT ON vault.shredding TO amparo_coalition;

-- A wrapped key opens nothing without the sealed bytes, which stand behind the policies of their own tables, and the key file. Leads have
-- no use for any; stewards ask how many an organization holds alone. A provider gives back what it holds.
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.data_key TO amparo_coalition;
GRANT SELECT, INSERT, UPDATE ON vault.data_key TO amparo_provider;
GRANT SELECT (holder) ON vault.data_key TO amparo_overseer;
GRANT SELECT (owner) ON vault.data_key TO amparo_application; -- whether there is any at all, asked at the start
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.organization_key TO amparo_coalition, amparo_provider;
GRANT SELECT (organization, made_at, confirmed_at, changed_at, kit) ON vault.organization_key TO amparo_overseer;
ALTER DEFAULT PRIVILEGES IN SCHEMA vault GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amparo_coalition;

SELECT walls.protect('vault.data_key');
CREATE POLICY coalition ON vault.data_key TO amparo_coalition USING (true);
CREATE POLICY provider ON vault.data_key FOR SELECT TO amparo_provider USING (true);
CREATE POLICY provider_admits ON vault.data_key FOR INSERT TO amparo_provider WITH CHECK (true);
CREATE POLICY provider_gives_back ON vault.data_key FOR UPDATE TO amparo_provider USING (holder = walls.provider()) WITH CHECK (true);
CREATE POLICY stewards ON vault.data_key FOR SELECT TO amparo_overseer USING (true);
CREATE POLICY application ON vault.data_key FOR SELECT TO amparo_application USING (true);

SELECT walls.protect('vault.organization_key');
CREATE POLICY own ON vault.organization_key TO amparo_coalition, amparo_provider
    USING (walls.of_amparo() OR organization = walls.provider());
CREATE POLICY stewards ON vault.organization_key FOR SELECT TO amparo_overseer USING (true);
