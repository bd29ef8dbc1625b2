package org.amparo.catalog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says whether the lists have changed. Drawing a new stamp also makes changes queue up, so that each sees the one before. */
@Component("catalogStamp")
class Stamp {

    private final JdbcClient database;

    Stamp(JdbcClient database) {
        this.database = database;
    }

    long current() {
        return database.sql("SELECT value FROM catalog.stamp").query(Long.class).single();
    }

    void draw() {
        database.sql("UPDATE catalog.stamp SET value = nextval('catalog.stamp_value')")
                .update();
    }
}
