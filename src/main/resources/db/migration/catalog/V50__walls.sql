-- The coalition's lists: nobody's secret, changed by stewards.
GRANT USAGE ON SCHEMA catalog TO amparo_common;
GRANT SELECT ON ALL TABLES IN SCHEMA catalog TO amparo_common;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA catalog TO amparo_overseer, amparo_coalition;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA catalog TO amparo_overseer, amparo_coalition;
ALTER DEFAULT PRIVILEGES IN SCHEMA catalog GRANT SELECT ON TABLES TO amparo_common;
ALTER DEFAULT PRIVILEGES IN SCHEMA catalog GRANT INSERT, UPDATE, DELETE ON TABLES TO amparo_overseer, amparo_coalition;
