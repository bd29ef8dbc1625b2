package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Handing out named parts of one case file: a dispatcher asks, a steward who sees the reference and never the person decides, and the
 * dispatcher downloads it once within a day.
 */
@Component
class Exports {

    static final Duration LASTS = Duration.ofHours(24);
    static final Duration WAITS = Duration.ofDays(7);

    private static final String SELECT = """
            SELECT export.id, export.case_id, file.reference, export.parts, export.ground, export.asked_by, export.asked_at,
                   export.decided_by, export.decided_at, export.approved, export.until, export.taken_at
            FROM intake.export JOIN intake.case_file AS file ON file.id = export.case_id
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Exports(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Rejected when there is no such file, or nothing of it is left */
    ExportView ask(HumanReference reference, Set<ExportPart> parts, ExportGround ground, SignedIn by) {
        var file = jdbc.sql("SELECT id FROM intake.case_file WHERE reference = ? AND shredded_at IS NULL")
                .param(reference.value())
                .query(UUID.class)
                .optional()
                .map(CaseId::new)
                .orElseThrow(() -> Rejected.invalid("reference", "unknown-reference"));
        var id = ExportId.create();
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO intake.export (id, case_id, parts, ground, asked_by, asked_at) VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        file.value(),
                        parts.stream().map(Enum::name).sorted().toArray(String[]::new),
                        ground.name(),
                        by.member().value(),
                        Timestamp.from(now))
                .update();
        events.publishEvent(new ExportAsked(file, reference, id, ground, parts, by.actor(), now));
        return find(id).view(now);
    }

    /** @throws Rejected when it is the same person, or it was decided before */
    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    ExportView decide(ExportId id, boolean approved, SignedIn by) {
        var asked = jdbc.sql(SELECT + " WHERE export.id = ? FOR UPDATE OF export")
                .param(id.value())
                .query(Exports::read)
                .optional()
                .orElseThrow(NotFound::new);
        var now = clock.instant();
        if (asked.askedBy().equals(by.member())) {
            throw Rejected.conflict("second-person");
        }
        if (asked.state(now) != TwoPersonState.ASKED) {
            throw Rejected.conflict("request-decided");
        }
        jdbc.sql("UPDATE intake.export SET decided_by = ?, decided_at = ?, approved = ?, until = ? WHERE id = ?")
                .params(
                        by.member().value(),
                        Timestamp.from(now),
                        approved,
                        approved ? Timestamp.from(now.plus(LASTS)) : null,
                        id.value())
                .update();
        events.publishEvent(new ExportDecided(
                asked.caseFile(),
                asked.reference(),
                id,
                approved ? TwoPersonState.OPEN : TwoPersonState.REFUSED,
                by.actor(),
                now));
        return find(id).view(now);
    }

    /**
     * Takes the one download there is, for who asked.
     *
     * @throws NotFound when somebody else asked
     * @throws Rejected when it was taken before, is too late or was never approved
     */
    Asked take(ExportId id, SignedIn by) {
        var asked = find(id);
        if (!asked.askedBy().equals(by.member())) {
            throw new NotFound();
        }
        var taken = jdbc.sql("""
                        UPDATE intake.export SET taken_at = :now
                        WHERE id = :id AND approved AND taken_at IS NULL AND until > :now AND decided_by <> asked_by
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .update();
        if (taken == 0) {
            throw Rejected.conflict("export-not-open");
        }
        return asked;
    }

    /** The latest hundred. */
    List<ExportView> list() {
        var now = clock.instant();
        return jdbc
                .sql(SELECT + " ORDER BY export.asked_at DESC, export.id DESC LIMIT 100")
                .query(Exports::read)
                .list()
                .stream()
                .map(asked -> asked.view(now))
                .toList();
    }

    private Asked find(ExportId id) {
        return jdbc.sql(SELECT + " WHERE export.id = ?")
                .param(id.value())
                .query(Exports::read)
                .optional()
                .orElseThrow(NotFound::new);
    }

    record Asked(
            ExportId id,
            CaseId caseFile,
            HumanReference reference,
            Set<ExportPart> parts,
            ExportGround ground,
            MemberId askedBy,
            Instant askedAt,
            @Nullable MemberId decidedBy,
            @Nullable Instant decidedAt,
            boolean approved,
            @Nullable Instant until,
            @Nullable Instant takenAt) {

        TwoPersonState state(Instant now) {
            if (decidedAt == null) {
                return now.isBefore(askedAt.plus(WAITS)) ? TwoPersonState.ASKED : TwoPersonState.ENDED;
            }
            if (!approved) {
                return TwoPersonState.REFUSED;
            }
            return takenAt == null && until != null && now.isBefore(until) ? TwoPersonState.OPEN : TwoPersonState.ENDED;
        }

        ExportView view(Instant now) {
            return new ExportView(
                    id, reference, parts, ground, askedBy, askedAt, state(now), decidedBy, decidedAt, until, takenAt);
        }
    }

    private static Asked read(ResultSet row, int number) throws SQLException {
        var parts = EnumSet.noneOf(ExportPart.class);
        Arrays.stream((Object[]) row.getArray("parts").getArray())
                .map(part -> ExportPart.valueOf(part.toString()))
                .forEach(parts::add);
        var decider = row.getObject("decided_by", UUID.class);
        return new Asked(
                new ExportId(row.getObject("id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                new HumanReference(row.getString("reference")),
                parts,
                ExportGround.valueOf(row.getString("ground")),
                new MemberId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                decider == null ? null : new MemberId(decider),
                instant(row.getTimestamp("decided_at")),
                row.getBoolean("approved"),
                instant(row.getTimestamp("until")),
                instant(row.getTimestamp("taken_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
