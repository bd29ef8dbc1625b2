package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opening a file in an emergency to somebody it was not disclosed to: one asks, another decides, and it ends by itself after an hour. Who asks
 * by a reference is answered alike whether there is such a file or not.
 */
@Component
class Emergencies {

    static final Duration LASTS = Duration.ofMinutes(60);

    /** A request nobody has decided by then is over. */
    static final Duration WAITS = Duration.ofHours(24);

    private static final String SELECT = """
            SELECT id, reference, case_id, reason, asked_by, asked_for, asked_at, decided_by, decided_at, approved, until
            FROM intake.emergency
            """;

    private final JdbcClient jdbc;
    private final Disclosures disclosures;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Emergencies(JdbcClient jdbc, Disclosures disclosures, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.disclosures = disclosures;
        this.events = events;
        this.clock = clock;
    }

    EmergencyView ask(HumanReference reference, EmergencyReason reason, SignedIn by) {
        var id = EmergencyId.create();
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO intake.emergency (id, reference, case_id, reason, asked_by, asked_for, asked_at)
                        VALUES (?, ?, (SELECT id FROM intake.case_file WHERE reference = ?), ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        reference.value(),
                        reference.value(),
                        reason.name(),
                        by.member().value(),
                        by.organization().value(),
                        Timestamp.from(now))
                .update();
        events.publishEvent(new EmergencyAsked(id, reference, reason, by.actor(), now));
        return view(find(id), by);
    }

    /**
     * A second person lets the first see the file.
     *
     * @throws Rejected when they are the same person, it was decided before, or the file can't be opened by anybody
     */
    EmergencyView approve(EmergencyId id, SignedIn by) {
        var asked = undecided(id, by);
        var now = clock.instant();
        var until = now.plus(LASTS);
        var file = asked.caseFile() == null ? null : openable(asked.caseFile());
        if (file == null) {
            throw Rejected.conflict("emergency-no-file");
        }
        decide(id, by, true, now, until);
        events.publishEvent(new EmergencyOpened(
                file,
                asked.reference(),
                id,
                asked.reason(),
                asked.askedBy(),
                asked.askedFor(),
                disclosures.holders(file),
                until,
                by.actor(),
                now));
        return view(find(id), by);
    }

    EmergencyView refuse(EmergencyId id, SignedIn by) {
        var asked = undecided(id, by);
        var now = clock.instant();
        decide(id, by, false, now, null);
        events.publishEvent(new EmergencyEnded(id, asked.reference(), true, by.actor(), now));
        return view(find(id), by);
    }

    /** Ends before its time what is open; whoever asked or decided may. */
    EmergencyView end(EmergencyId id, SignedIn by) {
        var now = clock.instant();
        var open = find(id);
        if (!open.askedBy().equals(by.member()) && !by.member().equals(open.decidedBy())) {
            throw new NotFound();
        }
        if (state(open, now) != TwoPersonState.OPEN) {
            throw Rejected.conflict("request-decided");
        }
        jdbc.sql("UPDATE intake.emergency SET until = ? WHERE id = ?")
                .params(Timestamp.from(now), id.value())
                .update();
        events.publishEvent(new EmergencyEnded(id, open.reference(), false, by.actor(), now));
        return view(find(id), by);
    }

    /** Whether the file is open to that member at this moment. */
    boolean isOpenTo(CaseId file, MemberId member) {
        return jdbc.sql("""
                        SELECT count(*) FROM intake.emergency JOIN intake.case_file ON case_file.id = emergency.case_id
                        WHERE case_id = ? AND asked_by = ? AND approved AND until > ?
                          AND coalesce(consents -> -1 ->> 'answer', '') NOT IN ('WITHDRAWN', 'REFUSED')
                        """)
                        .params(file.value(), member.value(), Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The latest hundred: one's own, or all for who decides. */
    List<EmergencyView> list(SignedIn by, boolean all) {
        var latest = " ORDER BY asked_at DESC, id DESC LIMIT 100";
        var query = all
                ? jdbc.sql(SELECT + latest)
                : jdbc.sql(SELECT + " WHERE asked_by = ?" + latest)
                        .param(by.member().value());
        return query.query(Emergencies::read).list().stream()
                .map(asked -> view(asked, by))
                .toList();
    }

    private Asked undecided(EmergencyId id, SignedIn by) {
        var asked = jdbc.sql(SELECT + " WHERE id = ? FOR UPDATE")
                .param(id.value())
                .query(Emergencies::read)
                .optional()
                .orElseThrow(NotFound::new);
        if (asked.askedBy().equals(by.member())) {
            throw Rejected.conflict("second-person");
        }
        if (state(asked, clock.instant()) != TwoPersonState.ASKED) {
            throw Rejected.conflict("request-decided");
        }
        return asked;
    }

    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    private void decide(EmergencyId id, SignedIn by, boolean approved, Instant now, @Nullable Instant until) {
        jdbc.sql("UPDATE intake.emergency SET decided_by = ?, decided_at = ?, approved = ?, until = ? WHERE id = ?")
                .params(
                        by.member().value(),
                        Timestamp.from(now),
                        approved,
                        until == null ? null : Timestamp.from(until),
                        id.value())
                .update();
    }

    /** Neither what was shredded nor what consent was refused or withdrawn for opens in an emergency. */
    private @Nullable CaseId openable(CaseId file) {
        return jdbc.sql("""
                        SELECT id FROM intake.case_file
                        WHERE id = ? AND shredded_at IS NULL
                          AND coalesce(consents -> -1 ->> 'answer', '') NOT IN ('WITHDRAWN', 'REFUSED')
                        """)
                .param(file.value())
                .query(UUID.class)
                .optional()
                .map(CaseId::new)
                .orElse(null);
    }

    private record Asked(
            EmergencyId id,
            HumanReference reference,
            @Nullable CaseId caseFile,
            EmergencyReason reason,
            MemberId askedBy,
            OrganizationId askedFor,
            Instant askedAt,
            @Nullable MemberId decidedBy,
            @Nullable Instant decidedAt,
            boolean approved,
            @Nullable Instant until) {}

    private Asked find(EmergencyId id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id.value())
                .query(Emergencies::read)
                .optional()
                .orElseThrow(NotFound::new);
    }

    private static TwoPersonState state(Asked asked, Instant now) {
        if (asked.decidedAt() == null) {
            return now.isBefore(asked.askedAt().plus(WAITS)) ? TwoPersonState.ASKED : TwoPersonState.ENDED;
        }
        if (!asked.approved()) {
            return TwoPersonState.REFUSED;
        }
        return asked.until() != null && now.isBefore(asked.until()) ? TwoPersonState.OPEN : TwoPersonState.ENDED;
    }

    private EmergencyView view(Asked asked, SignedIn by) {
        var state = state(asked, clock.instant());
        return new EmergencyView(
                asked.id(),
                asked.reference(),
                state == TwoPersonState.OPEN && asked.askedBy().equals(by.member()) ? asked.caseFile() : null,
                asked.reason(),
                asked.askedBy(),
                asked.askedFor(),
                asked.askedAt(),
                state,
                asked.decidedBy(),
                asked.decidedAt(),
                asked.until());
    }

    private static Asked read(ResultSet row, int number) throws SQLException {
        var file = row.getObject("case_id", UUID.class);
        var decider = row.getObject("decided_by", UUID.class);
        var decided = row.getTimestamp("decided_at");
        var until = row.getTimestamp("until");
        return new Asked(
                new EmergencyId(row.getObject("id", UUID.class)),
                new HumanReference(row.getString("reference")),
                file == null ? null : new CaseId(file),
                EmergencyReason.valueOf(row.getString("reason")),
                new MemberId(row.getObject("asked_by", UUID.class)),
                new OrganizationId(row.getObject("asked_for", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                decider == null ? null : new MemberId(decider),
                decided == null ? null : decided.toInstant(),
                row.getBoolean("approved"),
                until == null ? null : until.toInstant());
    }
}
