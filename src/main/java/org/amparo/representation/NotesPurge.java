package org.amparo.representation;

import java.sql.Timestamp;
import java.util.Map;
import java.util.UUID;
import org.amparo.intake.ClockStruck;
import org.amparo.intake.HoldLifted;
import org.amparo.intake.HoldSet;
import org.amparo.intake.RecordKind;
import org.amparo.intake.ShredCause;
import org.amparo.kernel.HumanReference;
import org.amparo.vault.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Destroys what was written in matters that have been closed for long, unless a legal hold stands on their case. */
@Component
class NotesPurge {

    private final Vault vault;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    NotesPurge(Vault vault, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.events = events;
    }

    @EventListener
    void on(HoldSet hold) {
        jdbc.sql("INSERT INTO representation.held_case (case_file) VALUES (?) ON CONFLICT DO NOTHING")
                .param(hold.caseFile().value())
                .update();
    }

    @EventListener
    void on(HoldLifted hold) {
        if (!hold.held()) {
            jdbc.sql("DELETE FROM representation.held_case WHERE case_file = ?")
                    .param(hold.caseFile().value())
                    .update();
        }
    }

    /** Told twice, it finds nothing the second time. */
    @ApplicationModuleListener(id = "representation.purge-notes")
    void on(ClockStruck struck) {
        if (struck.clock() != RecordKind.NOTES) {
            return;
        }
        var due = jdbc.sql("""
                        SELECT id, reference FROM representation.matter
                        WHERE closed_at < ?
                          AND EXISTS (SELECT FROM representation.note WHERE matter_id = matter.id AND octet_length(text) > 0)
                          AND NOT EXISTS (SELECT FROM representation.held_case WHERE held_case.case_file = matter.case_file)
                        ORDER BY id FOR UPDATE SKIP LOCKED
                        """)
                .param(Timestamp.from(struck.before()))
                .query((row, number) -> Map.entry(
                        new MatterId(row.getObject("id", UUID.class)), new HumanReference(row.getString("reference"))))
                .list();
        if (due.isEmpty()) {
            return;
        }
        var matters = due.stream().map(matter -> matter.getKey().value()).toList();
        jdbc.sql("UPDATE representation.note SET text = '' WHERE matter_id = ANY (?)")
                .param(matters.toArray(UUID[]::new))
                .update();
        vault.shred(matters);
        for (var matter : due) {
            events.publishEvent(new NotesShredded(
                    matter.getKey(),
                    matter.getValue(),
                    ShredCause.CLOCK,
                    struck.clock(),
                    struck.term(),
                    struck.actor(),
                    struck.at()));
        }
    }
}
