package org.amparo.matching;

import java.time.Duration;
import org.amparo.kernel.Remembered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The routing settings in force, from memory: every drawing asks. What another node changes is seen within a second. */
@Component
class RoutingInForce {

    private final Remembered<RoutingSettings> settings;

    RoutingInForce(RoutingHistory history, JdbcClient database) {
        this.settings = new Remembered<>(
                history::current,
                () -> database.sql("SELECT max(version) FROM matching.routing_settings")
                        .query(Long.class)
                        .single(),
                Duration.ofSeconds(1));
    }

    RoutingSettings get() {
        return settings.get();
    }

    /** Called inside a transaction that changes the settings: once it has committed, the next reader reads again. */
    void forgetAfterCommit() {
        AfterCommit.first(settings::forget);
    }
}
