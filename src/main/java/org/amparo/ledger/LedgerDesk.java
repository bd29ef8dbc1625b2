package org.amparo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a steward reads who did, read and was refused what. */
@Component
public class LedgerDesk implements Openings {

    /** The days of people who look at dates are those of Los Angeles. */
    public static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    /** What destroys says so in its name; the index of such entries has this very condition. */
    static final String SHREDDED = "act LIKE '%Shredded'";

    private static final int PAGE = 50;
    private static final Duration LONGEST_WITH_CHANGES = Duration.ofDays(32);

    private final JdbcClient jdbc;
    private final Directory directory;
    private final ShreddingProof proof;
    private final Register register;

    LedgerDesk(JdbcClient jdbc, Directory directory, ShreddingProof proof, Register register) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.proof = proof;
        this.register = register;
    }

    @Transactional(readOnly = true)
    public LedgerPage find(LedgerQuery query, SignedIn by) {
        requireSteward(by);
        var period = period(query.from(), query.to());
        if (query.changes() && Duration.between(period.from(), period.to()).compareTo(LONGEST_WITH_CHANGES) > 0) {
            throw Rejected.invalid("from", "ledger-long", LONGEST_WITH_CHANGES.toDays() - 1);
        }
        var sql = new StringBuilder("SELECT " + Entry.COLUMNS + " FROM ledger.entry WHERE at >= :from AND at < :to");
        var parameters = period.parameters();
        if (!query.changes()) {
            sql.append(" AND kind <> 'CHANGE'");
        }
        if (query.reference() != null) {
            sql.append(
                    query.changes()
                            ? " AND reference = :reference"
                            : " AND kind = 'READING' AND reference = :reference");
            parameters.put("reference", query.reference().value());
        }
        if (query.member() != null) {
            sql.append(" AND member = :member");
            parameters.put("member", query.member().value());
        }
        return page(sql, parameters, query.after());
    }

    /** What was destroyed in a period, and why. */
    @Transactional(readOnly = true)
    public ShreddedPage shredded(ShreddedQuery query, SignedIn by) {
        requireSteward(by);
        var parameters = period(query.from(), query.to()).parameters();
        var tallies = jdbc.sql("SELECT act, ground, count(*) AS times FROM ledger.entry WHERE " + SHREDDED
                        + " AND at >= :from AND at < :to GROUP BY act, ground ORDER BY act, ground")
                .params(parameters)
                .query((row, number) ->
                        new ShreddedPage.Tally(row.getString("act"), row.getString("ground"), row.getLong("times")))
                .list();
        var sql = new StringBuilder(
                "SELECT " + Entry.COLUMNS + " FROM ledger.entry WHERE " + SHREDDED + " AND at >= :from AND at < :to");
        var page = page(sql, parameters, query.after());
        return new ShreddedPage(tallies, page.lines(), page.next());
    }

    /** The same as rows of cells to hand on, the head first: each entry with the signed block it is fixed by. */
    @Transactional(readOnly = true)
    public List<List<String>> proof(ShreddedQuery query, SignedIn by) {
        requireSteward(by);
        var period = period(query.from(), query.to());
        return proof.rows(period.from(), period.to());
    }

    /**
     * Legal process was received.
     *
     * @throws Rejected when a day can't be, or the references don't fit what it asks for
     */
    @Transactional
    public ProcessView register(RegisterProcess command, SignedIn by) {
        requireSteward(by);
        return register.register(command, by);
    }

    /** @throws Rejected when the day can't be */
    @Transactional
    public ProcessView answer(AnswerProcess command, SignedIn by) {
        requireSteward(by);
        return register.answer(command, by);
    }

    /** The register of legal process, the latest received first. */
    @Transactional(readOnly = true)
    public List<ProcessView> processes(SignedIn by) {
        requireSteward(by);
        return register.list();
    }

    @Transactional(readOnly = true)
    public ProcessView process(ProcessId id, SignedIn by) {
        requireSteward(by);
        return register.find(id);
    }

    private static void requireSteward(SignedIn by) {
        if (!by.is(Role.STEWARD)) {
            throw new NotFound();
        }
    }

    /** From the start of the first day to the end of the last. */
    private record Period(Instant from, Instant to) {

        Map<String, Object> parameters() {
            return new HashMap<>(Map.of("from", Timestamp.from(from), "to", Timestamp.from(to)));
        }
    }

    private static Period period(LocalDate first, LocalDate last) {
        var from = first.atStartOfDay(PACIFIC).toInstant();
        var to = last.plusDays(1).atStartOfDay(PACIFIC).toInstant();
        if (!to.isAfter(from)) {
            throw Rejected.invalid("to", "ledger-period");
        }
        return new Period(from, to);
    }

    /** The entries a statement without an end finds, the latest first, from where the page before ended. */
    private LedgerPage page(StringBuilder sql, Map<String, Object> parameters, @Nullable String after) {
        if (after != null) {
            var position = Position.read(after);
            sql.append(" AND (at, id) < (:after, :id)");
            parameters.put("after", Timestamp.from(position.at()));
            parameters.put("id", position.id());
        }
        sql.append(" ORDER BY at DESC, id DESC LIMIT ").append(PAGE + 1);
        var found =
                jdbc.sql(sql.toString()).params(parameters).query(this::line).list();
        var lines = found.stream().limit(PAGE).toList();
        return new LedgerPage(
                lines,
                found.size() > PAGE
                        ? lines.getLast().at() + "_" + lines.getLast().id()
                        : null);
    }

    @Override
    @Transactional(readOnly = true)
    public List<LedgerLine> of(Identifier subject) {
        return jdbc.sql("SELECT " + Entry.COLUMNS + """
                         FROM ledger.entry WHERE kind = 'READING' AND subject = ? ORDER BY at DESC, id DESC LIMIT
                        """ + AT_MOST)
                .param(subject.value())
                .query(this::line)
                .list();
    }

    private LedgerLine line(ResultSet row, int number) throws SQLException {
        var entry = Entry.read(row, number);
        var member = entry.member() == null ? null : new MemberId(entry.member());
        var organization = entry.organization() == null ? null : new OrganizationId(entry.organization());
        return new LedgerLine(
                entry.id(),
                entry.at(),
                EntryKind.valueOf(entry.kind()),
                entry.act(),
                member,
                name(member),
                organization,
                organization == null
                        ? null
                        : directory
                                .organization(organization)
                                .map(Directory.OrganizationEntry::name)
                                .orElse(null),
                entry.subjectKind(),
                entry.subject(),
                entry.reference(),
                entry.ground());
    }

    private @Nullable String name(@Nullable MemberId member) {
        return member == null
                ? null
                : directory.member(member).map(Directory.MemberEntry::name).orElse(null);
    }

    record Position(Instant at, UUID id) {

        private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

        static Position read(String text) {
            var parts = text.split("_", -1);
            try {
                var at = Instant.parse(parts[0]);
                if (at.isBefore(Instant.EPOCH)
                        || at.isAfter(LATEST)) { // more than the database can hold is no place either
                    throw new IllegalArgumentException("not a place in the ledger");
                }
                return new Position(at, UUID.fromString(parts[1]));
            } catch (RuntimeException e) {
                throw Rejected.invalid("after", "invalid-input");
            }
        }
    }
}
