package org.amparo;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses a database in which the second wall does not stand: the application connects as somebody policies do not apply to, or a table
 * with people in it is behind none. Looks after migrations have run and before anybody is served.
 */
final class WalledDatabase implements SmartInitializingSingleton {

    /** Members, lists, sessions and the event registry. Every table of every other schema is behind the wall. */
    private static final String BEFORE_THE_WALL =
            "'membership', 'catalog', 'public', 'pg_catalog', 'information_schema'";

    /** But for settings, counts, and what nodes tell each other of their keys. */
    private static final String NOBODY_IN_IT = """
            'matching.routing_settings', 'matching.rule_switch', 'intake.retention', 'reporting.figure', 'reporting.spread', 'reporting.revision', 'ledger.block', 'ledger.era',
            'vault.installation', 'vault.tree_in_use', 'vault.leaf_run', 'vault.shredding'""";

    private static final String OPEN = """
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN (%s) AND n.nspname NOT LIKE 'pg_t%%'
              AND n.nspname || '.' || c.relname NOT IN (%s)
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            ORDER BY 1
            """.formatted(BEFORE_THE_WALL, NOBODY_IN_IT);

    /** Also by way of a role it is in: an owner may switch off what a policy says. */
    private static final String OWNED = """
            SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
              AND pg_has_role(session_user, c.relowner, 'MEMBER')
            """;

    private static final String UNBOUND = """
            SELECT count(*) FROM pg_roles
            WHERE (rolsuper OR rolbypassrls) AND pg_has_role(session_user, oid, 'MEMBER')
            """;

    private final DataSource database;

    WalledDatabase(DataSource database) {
        this.database = database;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var trouble = troubleIn(JdbcClient.create(database));
        if (!trouble.isEmpty()) {
            throw new HalfConfigured(trouble);
        }
    }

    /** What is wrong with the role this asks as, and with the tables. */
    static List<String> troubleIn(JdbcClient jdbc) {
        var trouble = new ArrayList<String>();
        if (count(jdbc, UNBOUND) > 0) {
            trouble.add(
                    "AMPARO_DATABASE_USER is a superuser or may bypass row-level security, itself or by a role it is in;"
                            + " connect as amparo_application");
        } else if (count(jdbc, OWNED) > 0) {
            trouble.add(
                    "AMPARO_DATABASE_USER owns tables, itself or by a role it is in; connect as amparo_application, and let"
                            + " AMPARO_DATABASE_OWNER_USER be the owner");
        }
        var open = jdbc.sql(OPEN).query(String.class).list();
        if (!open.isEmpty()) {
            trouble.add("tables with people in them are without forced row-level security: " + String.join(", ", open));
        }
        return trouble;
    }

    private static long count(JdbcClient jdbc, String question) {
        return jdbc.sql(question).query(Long.class).single();
    }
}
