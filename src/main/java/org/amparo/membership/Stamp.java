package org.amparo.membership;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says whether membership has changed. Drawing a new stamp also makes changes queue up, so that each sees the one before. */
@Component("membershipStamp")
class Stamp {

    private final JdbcClient database;

    Stamp(JdbcClient database) {
        this.database = database;
    }

    long current() {
        return database.sql("SELECT value FROM membership.stamp")
                .query(Long.class)
                .single();
    }

    void draw() {
        database.sql("UPDATE membership.stamp SET value = nextval('membership.stamp_value')")
                .update();
    }
}
