#!/bin/sh
# Runs once, in an empty database: a role and a database for each of the two that need one. Neither role is a superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    -v amparo="$AMPARO_DATABASE_PASSWORD" -v keycloak="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE amparo LOGIN PASSWORD :'amparo';
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE DATABASE amparo OWNER amparo;
CREATE DATABASE keycloak OWNER keycloak;
REVOKE CONNECT ON DATABASE amparo FROM PUBLIC;
REVOKE CONNECT ON DATABASE keycloak FROM PUBLIC;
SQL
