package org.amparo.membership;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shifts as they are kept. What ended more than a week ago is forgotten with the next change. */
@Component
class Shifts {

    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;

    Shifts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param graceMinutes {@code null} for at any time */
    void rule(OrganizationId organization, @Nullable Integer graceMinutes) {
        if (graceMinutes == null) {
            jdbc.sql("DELETE FROM membership.shift_rule WHERE organization = ?")
                    .param(organization.value())
                    .update();
        } else {
            jdbc.sql("""
                            INSERT INTO membership.shift_rule (organization, grace_minutes) VALUES (?, ?)
                            ON CONFLICT (organization) DO UPDATE SET grace_minutes = excluded.grace_minutes
                            """).param(organization.value()).param(graceMinutes).update();
        }
    }

    void add(
            OrganizationId organization,
            MemberId member,
            DayOfWeek day,
            LocalTime starts,
            LocalTime ends,
            LocalDate from) {
        jdbc.sql("""
                        INSERT INTO membership.shift (id, organization, member, day, starts, ends, valid_from)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(ShiftId.create().value())
                .param(organization.value())
                .param(member.value())
                .param(day.getValue())
                .param(starts)
                .param(ends)
                .param(from)
                .update();
    }

    /** A shift that is running ends with its day. */
    boolean end(ShiftId id, OrganizationId organization, LocalDate today) {
        return jdbc.sql("""
                        UPDATE membership.shift SET valid_to = greatest(valid_from, ?)
                         WHERE id = ? AND organization = ? AND valid_to IS NULL
                        """)
                        .param(today)
                        .param(id.value())
                        .param(organization.value())
                        .update()
                == 1;
    }

    void change(
            OrganizationId organization,
            MemberId member,
            ShiftChangeKind kind,
            Instant starts,
            Instant ends,
            Instant now) {
        jdbc.sql("DELETE FROM membership.shift_change WHERE ends_at < ?")
                .param(at(now.minus(KEPT)))
                .update();
        jdbc.sql("""
                        INSERT INTO membership.shift_change (id, organization, member, kind, starts_at, ends_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .param(ShiftId.create().value())
                .param(organization.value())
                .param(member.value())
                .param(kind.name())
                .param(at(starts))
                .param(at(ends))
                .update();
    }

    boolean takeBack(ShiftId id, OrganizationId organization) {
        return jdbc.sql("DELETE FROM membership.shift_change WHERE id = ? AND organization = ?")
                        .param(id.value())
                        .param(organization.value())
                        .update()
                == 1;
    }

    ShiftPlan plan(OrganizationId organization, String name, LocalDate today, Instant now) {
        var grace = jdbc.sql("SELECT grace_minutes FROM membership.shift_rule WHERE organization = ?")
                .param(organization.value())
                .query(Integer.class)
                .optional();
        var weekly = jdbc.sql("""
                        SELECT s.id, s.member, m.name, s.day, s.starts, s.ends FROM membership.shift s
                          JOIN membership.member m ON m.id = s.member AND m.released_at IS NULL
                         WHERE s.organization = ? AND (s.valid_to IS NULL OR s.valid_to > ?)
                         ORDER BY s.day, s.starts, lower(m.name)
                        """)
                .param(organization.value())
                .param(today)
                .query((row, number) -> new ShiftPlan.Weekly(
                        new ShiftId(row.getObject("id", UUID.class)),
                        new MemberId(row.getObject("member", UUID.class)),
                        row.getString("name"),
                        DayOfWeek.of(row.getInt("day")),
                        row.getObject("starts", LocalTime.class),
                        row.getObject("ends", LocalTime.class)))
                .list();
        var changes = jdbc.sql("""
                        SELECT c.id, c.member, m.name, c.kind, c.starts_at, c.ends_at FROM membership.shift_change c
                          JOIN membership.member m ON m.id = c.member AND m.released_at IS NULL
                         WHERE c.organization = ? AND c.ends_at > ?
                         ORDER BY c.starts_at, lower(m.name)
                        """)
                .param(organization.value())
                .param(at(now))
                .query((row, number) -> new ShiftPlan.Change(
                        new ShiftId(row.getObject("id", UUID.class)),
                        new MemberId(row.getObject("member", UUID.class)),
                        row.getString("name"),
                        ShiftChangeKind.valueOf(row.getString("kind")),
                        instant(row, "starts_at"),
                        instant(row, "ends_at")))
                .list();
        return new ShiftPlan(organization, name, grace.orElse(null), weekly, changes);
    }

    Optional<MemberId> memberOf(ShiftId id) {
        return jdbc.sql("""
                        SELECT member FROM membership.shift WHERE id = :id
                        UNION ALL SELECT member FROM membership.shift_change WHERE id = :id
                        """)
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(MemberId::new);
    }

    /** Everything, for the memory of a node. */
    Roster roster() {
        var graces = new HashMap<OrganizationId, Duration>();
        jdbc.sql("SELECT organization, grace_minutes FROM membership.shift_rule")
                .query(row -> {
                    graces.put(
                            new OrganizationId(row.getObject("organization", UUID.class)),
                            Duration.ofMinutes(row.getInt("grace_minutes")));
                });
        if (graces.isEmpty()) {
            return Roster.none();
        }
        Map<MemberId, List<Roster.Weekly>> weekly = new HashMap<>();
        jdbc.sql("SELECT member, day, starts, ends, valid_from, valid_to FROM membership.shift")
                .query(row -> {
                    weekly.computeIfAbsent(
                                    new MemberId(row.getObject("member", UUID.class)), member -> new ArrayList<>())
                            .add(new Roster.Weekly(
                                    DayOfWeek.of(row.getInt("day")),
                                    row.getObject("starts", LocalTime.class),
                                    row.getObject("ends", LocalTime.class),
                                    row.getObject("valid_from", LocalDate.class),
                                    row.getObject("valid_to", LocalDate.class)));
                });
        Map<MemberId, List<Roster.Once>> once = new HashMap<>();
        jdbc.sql("SELECT member, kind, starts_at, ends_at FROM membership.shift_change")
                .query(row -> {
                    once.computeIfAbsent(new MemberId(row.getObject("member", UUID.class)), member -> new ArrayList<>())
                            .add(new Roster.Once(
                                    ShiftChangeKind.valueOf(row.getString("kind")),
                                    new Roster.Span(instant(row, "starts_at"), instant(row, "ends_at"))));
                });
        return new Roster(graces, weekly, once);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
