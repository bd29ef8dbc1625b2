package org.amparo;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An acknowledged write must survive a crash: refuses a PostgreSQL that was told to forget. */
final class DurableDatabase implements InitializingBean {

    /** What the application is tested with. */
    private static final int OLDEST_VERSION = 18;

    private final DataSource database;

    DurableDatabase(DataSource database) {
        this.database = database;
    }

    @Override
    public void afterPropertiesSet() {
        var jdbc = JdbcClient.create(database);
        var trouble = new ArrayList<String>();
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if ("off"
                    .equals(jdbc.sql("SELECT current_setting(?)")
                            .param(setting)
                            .query(String.class)
                            .single())) {
                trouble.add("PostgreSQL runs with " + setting + " off, and would lose acknowledged writes in a crash");
            }
        }
        int version = jdbc.sql("SELECT current_setting('server_version_num')::int / 10000")
                .query(Integer.class)
                .single();
        if (version < OLDEST_VERSION) {
            trouble.add("PostgreSQL is version " + version + "; Amparo needs " + OLDEST_VERSION + " or later");
        }
        if (!trouble.isEmpty()) {
            throw new HalfConfigured(trouble);
        }
    }
}
