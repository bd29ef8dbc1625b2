package org.amparo.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Identifier;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happened to a case file, for the page of the case: one cheap row in the transaction of each fact. Its opening costs no row, since
 * the file itself tells it.
 */
@Component
class CaseHistory {

    private final JdbcClient jdbc;

    CaseHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One thing that happened; {@code detail} is a code. */
    record Entry(
            Instant at,
            HistoryKind what,
            @Nullable MemberId member,
            @Nullable OrganizationId organization,
            @Nullable String detail) {}

    @EventListener
    void on(ConsentGiven event) {
        write(event.caseFile(), event, HistoryKind.CONSENT_GIVEN, null, event.provisional() ? "PROVISIONAL" : null);
    }

    @EventListener
    void on(ConsentWithdrawn event) {
        write(
                event.caseFile(),
                event,
                event.actor().isSystem() ? HistoryKind.CONSENT_LAPSED : HistoryKind.CONSENT_WITHDRAWN,
                null,
                null);
    }

    @EventListener
    void on(NeedsChanged event) {
        write(
                event.caseFile(),
                event,
                HistoryKind.FACTS_CHANGED,
                null,
                "ROUND_" + event.facts().round());
    }

    @EventListener
    void on(UrgencyRaised event) {
        write(
                event.caseFile(),
                event,
                HistoryKind.URGENCY_RAISED,
                null,
                event.facts().urgency().name());
    }

    @EventListener
    void on(PersonMoved event) {
        var facility = event.facts().facility();
        write(event.caseFile(), event, HistoryKind.PERSON_MOVED, null, facility == null ? null : facility.value());
    }

    @EventListener
    void on(PersonReleased event) {
        write(event.caseFile(), event, HistoryKind.PERSON_RELEASED, null, null);
    }

    @EventListener
    void on(CaseClosed event) {
        write(event.caseFile(), event, HistoryKind.CLOSED, null, event.reason().name());
    }

    @EventListener
    void on(HoldSet event) {
        write(
                event.caseFile(),
                event,
                HistoryKind.HOLD_SET,
                null,
                event.reason().name());
    }

    @EventListener
    void on(HoldLifted event) {
        write(
                event.caseFile(),
                event,
                HistoryKind.HOLD_LIFTED,
                null,
                event.reason().name());
    }

    @EventListener
    void on(CaseKept event) {
        write(event.caseFile(), event, HistoryKind.KEPT, null, null);
    }

    @EventListener
    void on(CaseOffered signal) {
        write(signal.caseFile(), signal, HistoryKind.OFFERED, signal.provider(), null);
    }

    @EventListener
    void on(FactsSeen signal) {
        write(signal.caseFile(), signal, HistoryKind.OFFER_OPENED, signal.provider(), null);
    }

    @EventListener
    void on(FileOpened signal) {
        write(signal.caseFile(), signal, HistoryKind.FILE_OPENED, signal.provider(), null);
    }

    @EventListener
    void on(CasePlaced signal) {
        write(signal.caseFile(), signal, HistoryKind.PLACED, signal.provider(), null);
    }

    @EventListener
    void on(CaseUnplaced signal) {
        write(signal.caseFile(), signal, HistoryKind.UNPLACED, signal.provider(), null);
    }

    @EventListener
    void on(FileHeld signal) {
        write(signal.caseFile(), signal, HistoryKind.HELD, signal.organization(), null);
    }

    @EventListener
    void on(FileFreed signal) {
        write(signal.caseFile(), signal, HistoryKind.FREED, signal.organization(), null);
    }

    /** Both files tell of it. */
    @EventListener
    void on(CasesMerged event) {
        write(event.caseFile(), event, HistoryKind.LINKED, null, null);
        write(event.kept(), event, HistoryKind.LINKED, null, null);
    }

    @EventListener
    void on(MergeUndone event) {
        write(event.caseFile(), event, HistoryKind.LINK_UNDONE, null, null);
        write(event.kept(), event, HistoryKind.LINK_UNDONE, null, null);
    }

    List<Entry> of(CaseId caseFile) {
        return jdbc.sql("""
                        SELECT at, what, member, organization, detail FROM intake.case_entry
                        WHERE case_id = ? ORDER BY at DESC, id DESC
                        """)
                .param(caseFile.value())
                .query((row, number) -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        HistoryKind.valueOf(row.getString("what")),
                        row.getObject("member", UUID.class) == null
                                ? null
                                : new MemberId(row.getObject("member", UUID.class)),
                        row.getObject("organization", UUID.class) == null
                                ? null
                                : new OrganizationId(row.getObject("organization", UUID.class)),
                        row.getString("detail")))
                .list();
    }

    private void write(
            CaseId caseFile,
            Accountable fact,
            HistoryKind what,
            @Nullable OrganizationId organization,
            @Nullable String detail) {
        jdbc.sql("""
                        /* later */ INSERT INTO intake.case_entry (id, case_id, at, what, member, organization, detail)
                        VALUES (:id, :case, :at, :what, cast(:member as uuid), cast(:organization as uuid), :detail)
                        """)
                .param("id", Identifier.next())
                .param("case", caseFile.value())
                .param("at", Timestamp.from(fact.at()))
                .param("what", what.name())
                .param("member", fact.actor().member())
                .param("organization", organization == null ? null : organization.value())
                .param("detail", detail)
                .update();
    }
}
