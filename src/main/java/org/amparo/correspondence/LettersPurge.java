package org.amparo.correspondence;

import java.sql.Timestamp;
import org.amparo.intake.ClockStruck;
import org.amparo.intake.RecordKind;
import org.amparo.intake.ShredCause;
import org.amparo.kernel.Count;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Deletes e-mails nobody waits for any more. */
@Component
class LettersPurge {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    LettersPurge(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Told twice, it finds nothing the second time. */
    @ApplicationModuleListener(id = "correspondence.purge-letters")
    void on(ClockStruck struck) {
        if (struck.clock() != RecordKind.LETTERS) {
            return;
        }
        var deleted = jdbc.sql("""
                        DELETE FROM correspondence.letter
                        WHERE state IN ('SENT', 'DROPPED', 'UNDELIVERED') AND coalesce(settled_at, written_at) < ?
                        """).param(Timestamp.from(struck.before())).update();
        if (deleted > 0) {
            events.publishEvent(new LettersShredded(
                    ShredCause.CLOCK, struck.clock(), struck.term(), Count.of(deleted), struck.actor(), struck.at()));
        }
    }
}
