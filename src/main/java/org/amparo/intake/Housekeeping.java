package org.amparo.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Identifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What time does to intakes and case files: abandoned drafts are deleted, dates come nearer. Safe to run on several nodes. */
@Component
class Housekeeping {

    private static final int AT_ONCE = 500;

    private final Drafts drafts;
    private final Imports imports;
    private final CaseFiles files;
    private final Sealing sealing;
    private final Retention retention;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Housekeeping(
            Drafts drafts,
            Imports imports,
            CaseFiles files,
            Sealing sealing,
            Retention retention,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.drafts = drafts;
        this.imports = imports;
        this.files = files;
        this.sealing = sealing;
        this.retention = retention;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Deletes drafts nobody has touched for long (thirty days, unless a steward set otherwise), what is left of submitted ones, and spreadsheets nobody confirmed, keys and all. */
    @Scheduled(cron = "0 17 3 * * *", zone = "America/Los_Angeles")
    int purge() {
        var now = clock.instant();
        var term = retention.inForce(RecordKind.UNFINISHED);
        var before = term.before(now);
        var purged = transaction.execute(status -> {
            var untouched = drafts.findUntouchedSince(before);
            var unconfirmed = imports.findUnconfirmedSince(before);
            drafts.deleteAll(untouched);
            imports.deleteAll(unconfirmed);
            sealing.shred(Stream.concat(untouched.stream(), unconfirmed.stream())
                    .map(Identifier::value)
                    .toList());
            for (var draft : untouched) {
                events.publishEvent(
                        new DraftShredded(draft, ShredCause.CLOCK, RecordKind.UNFINISHED, term, Actor.system(), now));
            }
            for (var spreadsheet : unconfirmed) {
                events.publishEvent(new SpreadsheetShredded(
                        spreadsheet, ShredCause.CLOCK, RecordKind.UNFINISHED, term, Actor.system(), now));
            }
            return untouched.size() + unconfirmed.size();
        });
        return purged == null ? 0 : purged;
    }

    /** Raises the urgency of open cases whose hearing or feared removal has come near. What a person judged stands. */
    @Scheduled(cron = "0 5 * * * *", zone = "America/Los_Angeles")
    void reconsiderUrgency() {
        var today = LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE);
        var due = jdbc.sql("""
                        SELECT id FROM intake.case_file
                        WHERE closed_at IS NULL AND urgency IN ('U1', 'U2', 'U3', 'U4') AND reasoning ->> 'overridden' IS NULL
                          AND (urgency > 'U1' AND next_hearing BETWEEN :today AND :today + 2
                            OR urgency > 'U2' AND next_hearing BETWEEN :today AND :today + 10
                            OR removal_feared < cast(:now as timestamptz) + interval '72 hours')
                        ORDER BY urgency, opened_at LIMIT :limit
                        """)
                .param("today", today)
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("limit", AT_ONCE)
                .query(UUID.class)
                .list();
        for (var id : due) {
            transaction.executeWithoutResult(status -> files.findLocked(new CaseId(id))
                    .map(file -> file.reconsider(clock))
                    .ifPresent(files::save));
        }
    }
}
