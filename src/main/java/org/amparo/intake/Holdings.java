package org.amparo.intake;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What goes with a file that an organization holds alone, in the transaction in which that begins and ends: as long as it does, no
 * fingerprint tells whom the file is about, so that nobody who has this server's keys can ask it. Whoever was editing the file meanwhile is
 * told that it has changed, and writes no fingerprint back.
 */
@Component
class Holdings {

    private final CaseFiles files;
    private final Sealing sealing;
    private final JdbcClient jdbc;

    Holdings(CaseFiles files, Sealing sealing, JdbcClient jdbc) {
        this.files = files;
        this.sealing = sealing;
        this.jdbc = jdbc;
    }

    @EventListener
    void on(FileHeld signal) {
        jdbc.sql("UPDATE intake.case_file SET held_by = ?, found = '{}', version = version + 1 WHERE id = ?")
                .params(signal.organization().value(), signal.caseFile().value())
                .update();
    }

    @EventListener
    void on(FileFreed signal) {
        files.findById(signal.caseFile()).ifPresent(file -> {
            var told = file.told();
            jdbc.sql("UPDATE intake.case_file SET held_by = NULL, found = ?, version = version + 1 WHERE id = ?")
                    .params(
                            sealing.found(told.person(), told.caller()),
                            signal.caseFile().value())
                    .update();
        });
    }
}
