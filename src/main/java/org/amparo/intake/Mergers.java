package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links between files about one person. A link is a row and a mark, and nothing else: each file keeps all that was told, its offers and its
 * matters, and whoever writes in one writes in that one. So taking a link away leaves both exactly what they were and became.
 */
@Component
class Mergers {

    private static final String COLUMNS = """
            SELECT merger.id, merger.case_id, other.reference AS reference, merger.kept, kept.reference AS kept_reference,
                   merger.merged_at, merger.merged_by, merger.undone_at, merger.undone_by
            FROM intake.merger JOIN intake.case_file other ON other.id = merger.case_id JOIN intake.case_file kept ON kept.id = merger.kept
            """;

    private final CaseFiles files;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mergers(CaseFiles files, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Where a file stands, locked up to the end of the transaction, the one with the smaller id first. */
    private record Standing(CaseId id, boolean closed, boolean linked) {}

    MergerView merge(CaseId caseFile, CaseId kept, SignedIn by) {
        if (caseFile.equals(kept)) {
            throw Rejected.invalid("other", "merge-itself");
        }
        var both = jdbc.sql("""
                        SELECT id, closed_at IS NOT NULL AS closed, merged_into IS NOT NULL AS linked FROM intake.case_file
                        WHERE id IN (?, ?) ORDER BY id FOR UPDATE
                        """)
                .params(caseFile.value(), kept.value())
                .query((row, number) -> new Standing(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getBoolean("closed"),
                        row.getBoolean("linked")))
                .list();
        if (both.size() < 2) {
            throw new NotFound();
        }
        if (both.stream().anyMatch(Standing::linked)) {
            throw Rejected.conflict("merged-already");
        }
        var closed = both.stream().filter(Standing::closed).map(Standing::id).toList();
        if (closed.contains(kept) && !closed.contains(caseFile)) {
            throw Rejected.invalid("kept", "merge-into-closed");
        }
        var id = MergerId.create();
        var now = clock.instant();
        jdbc.sql("INSERT INTO intake.merger (id, case_id, kept, merged_at, merged_by) VALUES (?, ?, ?, ?, ?)")
                .params(
                        id.value(),
                        caseFile.value(),
                        kept.value(),
                        Timestamp.from(now),
                        by.member().value())
                .update();
        jdbc.sql("UPDATE intake.case_file SET merged_into = ? WHERE id = ?")
                .params(kept.value(), caseFile.value())
                .update();
        events.publishEvent(new CasesMerged(caseFile, kept, id, by.actor(), now));
        return find(id).orElseThrow();
    }

    MergerView undo(CaseId of, MergerId id, SignedIn by) {
        var merger = find(id).filter(
                        found -> found.caseFile().equals(of) || found.kept().equals(of))
                .orElseThrow(NotFound::new);
        var now = clock.instant();
        var undone = jdbc.sql(
                        "UPDATE intake.merger SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL")
                .params(Timestamp.from(now), by.member().value(), id.value())
                .update();
        if (undone == 0) {
            throw Rejected.conflict("merge-undone");
        }
        jdbc.sql("UPDATE intake.case_file SET merged_into = NULL WHERE id = ?")
                .param(merger.caseFile().value())
                .update();
        var facts = files.findById(merger.caseFile()).orElseThrow(NotFound::new).facts();
        events.publishEvent(new MergeUndone(merger.caseFile(), merger.kept(), id, facts, by.actor(), now));
        return find(id).orElseThrow();
    }

    /** Links from and to a file, those that were taken away too, the latest first. */
    List<MergerView> of(CaseId caseFile) {
        return jdbc.sql(COLUMNS
                        + "WHERE merger.case_id = ? OR merger.kept = ? ORDER BY merger.merged_at DESC, merger.id DESC")
                .params(caseFile.value(), caseFile.value())
                .query(Mergers::view)
                .list();
    }

    private Optional<MergerView> find(MergerId id) {
        return jdbc.sql(COLUMNS + "WHERE merger.id = ?")
                .param(id.value())
                .query(Mergers::view)
                .optional();
    }

    private static MergerView view(ResultSet row, int number) throws SQLException {
        var undone = row.getTimestamp("undone_at");
        var undoneBy = row.getObject("undone_by", UUID.class);
        return new MergerView(
                new MergerId(row.getObject("id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                new HumanReference(row.getString("reference")),
                new CaseId(row.getObject("kept", UUID.class)),
                new HumanReference(row.getString("kept_reference")),
                row.getTimestamp("merged_at").toInstant(),
                new MemberId(row.getObject("merged_by", UUID.class)),
                undone == null ? null : undone.toInstant(),
                undoneBy == null ? null : new MemberId(undoneBy));
    }
}
