#!/bin/sh
# Runs once, in an empty database server: the roles, and a database for each of the two that need one. No role is a superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres --file /amparo/roles.sql
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    -v owner="$AMPARO_DATABASE_OWNER_PASSWORD" -v application="$AMPARO_DATABASE_PASSWORD" \
    -v keycloak="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
ALTER ROLE amparo PASSWORD :'owner';
ALTER ROLE amparo_application PASSWORD :'application';
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE DATABASE amparo OWNER amparo;
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE amparo FROM PUBLIC;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
GRANT CONNECT ON DATABASE amparo TO amparo_application;
SQL
