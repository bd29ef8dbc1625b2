package org.amparo.ledger;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which PostgreSQL cluster the ledger is on. Its transactions are numbered anew on another, so there a new era begins. */
@Component
class Eras implements InitializingBean {

    private final JdbcClient jdbc;

    private int current;

    Eras(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks where the database is; two nodes that start at once agree. */
    @Override
    public void afterPropertiesSet() {
        var cluster = jdbc.sql("SELECT system_identifier::text FROM pg_control_system()")
                .query(String.class)
                .single();
        jdbc.sql("""
                        INSERT INTO ledger.era (number, cluster)
                        SELECT coalesce(max(number), 0) + 1, :cluster FROM ledger.era
                        HAVING coalesce((SELECT cluster FROM ledger.era ORDER BY number DESC LIMIT 1), '') <> :cluster
                        ON CONFLICT DO NOTHING
                        """).param("cluster", cluster).update();
        current = jdbc.sql("SELECT max(number) FROM ledger.era")
                .query(Integer.class)
                .single();
    }

    int current() {
        return current;
    }
}
