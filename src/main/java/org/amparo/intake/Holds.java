package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Legal holds. That a file is held stands in the row of the file itself, by one narrow update in the transaction of the hold: a purge that
 * waits for the row sees it, and the database refuses to shred a held file whoever asks.
 */
@Component
class Holds {

    private static final String SELECT = """
            SELECT hold.id, file.reference, hold.reason, hold.set_at, hold.set_by, hold.lifted_at, hold.lifted_by, hold.lift_reason
            FROM intake.hold JOIN intake.case_file AS file ON file.id = hold.case_id
            """;
    private static final int SHOWN = 500;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Holds(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Rejected when there is no such file, or nothing of it is left to hold */
    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    HoldView set(HumanReference reference, HoldReason reason, Actor actor) {
        var file = jdbc.sql("SELECT id, shredded_at IS NOT NULL AS shredded FROM intake.case_file WHERE reference = ?")
                .param(reference.value())
                .query((row, number) -> new Found(row.getObject("id", UUID.class), row.getBoolean("shredded")))
                .optional()
                .orElseThrow(() -> Rejected.invalid("reference", "unknown-reference"));
        var held = jdbc.sql("UPDATE intake.case_file SET on_hold = true WHERE id = ? AND shredded_at IS NULL")
                .param(file.id())
                .update();
        if (file.shredded() || held == 0) {
            throw Rejected.invalid("reference", "case-shredded");
        }
        var id = HoldId.create();
        var now = clock.instant();
        jdbc.sql("INSERT INTO intake.hold (id, case_id, reason, set_at, set_by) VALUES (?, ?, ?, ?, cast(? AS uuid))")
                .params(id.value(), file.id(), reason.name(), Timestamp.from(now), actor.member())
                .update();
        events.publishEvent(new HoldSet(new CaseId(file.id()), reference, id, reason, actor, now));
        return find(id);
    }

    private record Found(UUID id, boolean shredded) {}

    /** @throws Rejected when it has been lifted already */
    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    HoldView lift(HoldId id, LiftReason reason, Actor actor) {
        var now = clock.instant();
        var caseFile = jdbc.sql("SELECT case_id FROM intake.hold WHERE id = ?")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
        // The file first, as who sets a hold does: two who lift two holds of one file take turns.
        jdbc.sql("SELECT 1 FROM intake.case_file WHERE id = ? FOR UPDATE")
                .param(caseFile)
                .query(Integer.class)
                .single();
        var lifted = jdbc.sql("""
                        UPDATE intake.hold SET lifted_at = ?, lifted_by = cast(? AS uuid), lift_reason = ?
                        WHERE id = ? AND lifted_at IS NULL
                        """)
                .params(Timestamp.from(now), actor.member(), reason.name(), id.value())
                .update();
        if (lifted == 0) {
            throw Rejected.conflict("hold-lifted");
        }
        var held = jdbc.sql("""
                        UPDATE intake.case_file SET on_hold = EXISTS (
                            SELECT FROM intake.hold WHERE case_id = case_file.id AND lifted_at IS NULL)
                        WHERE id = ? RETURNING on_hold
                        """).param(caseFile).query(Boolean.class).single();
        var view = find(id);
        events.publishEvent(new HoldLifted(new CaseId(caseFile), view.reference(), id, reason, held, actor, now));
        return view;
    }

    /** The holds in force, the latest first. */
    List<HoldView> inForce() {
        return jdbc.sql(SELECT + "WHERE hold.lifted_at IS NULL ORDER BY hold.set_at DESC, hold.id DESC LIMIT " + SHOWN)
                .query(Holds::view)
                .list();
    }

    /** Those that have ended, the latest first. */
    List<HoldView> lifted() {
        return jdbc.sql(SELECT + "WHERE hold.lifted_at IS NOT NULL ORDER BY hold.lifted_at DESC, hold.id DESC LIMIT 50")
                .query(Holds::view)
                .list();
    }

    List<HoldView> inForce(CaseId caseFile) {
        return jdbc.sql(SELECT + "WHERE hold.case_id = ? AND hold.lifted_at IS NULL ORDER BY hold.set_at, hold.id")
                .param(caseFile.value())
                .query(Holds::view)
                .list();
    }

    private HoldView find(HoldId id) {
        return jdbc.sql(SELECT + "WHERE hold.id = ?")
                .param(id.value())
                .query(Holds::view)
                .single();
    }

    private static HoldView view(ResultSet row, int number) throws SQLException {
        var lifted = row.getTimestamp("lifted_at");
        var why = row.getString("lift_reason");
        return new HoldView(
                new HoldId(row.getObject("id", UUID.class)),
                new HumanReference(row.getString("reference")),
                HoldReason.valueOf(row.getString("reason")),
                row.getTimestamp("set_at").toInstant(),
                member(row.getObject("set_by", UUID.class)),
                lifted == null ? null : lifted.toInstant(),
                member(row.getObject("lifted_by", UUID.class)),
                why == null ? null : LiftReason.valueOf(why));
    }

    private static @Nullable MemberId member(@Nullable UUID id) {
        return id == null ? null : new MemberId(id);
    }
}
