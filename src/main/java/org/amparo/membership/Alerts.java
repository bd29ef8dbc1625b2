package org.amparo.membership;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Alerts, kept for a year. One of a kind about a member is enough for a day: the next says nothing new. */
@Component
class Alerts {

    private static final Duration ENOUGH = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int MOST_SHOWN = 200;

    private final JdbcClient jdbc;

    Alerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether there was none like it */
    boolean raise(AlertId id, MemberId member, LookUp kind, int times, int hours, Instant now) {
        jdbc.sql("DELETE FROM membership.alert WHERE raised_at < ?")
                .param(at(now.minus(KEPT)))
                .update();
        return jdbc.sql("""
                        INSERT INTO membership.alert (id, member, kind, times, hours, raised_at)
                        SELECT :id, :member, :kind, :times, :hours, :now
                         WHERE NOT EXISTS (SELECT 1 FROM membership.alert
                                            WHERE member = :member AND kind = :kind AND raised_at > :since)
                        """)
                        .param("id", id.value())
                        .param("member", member.value())
                        .param("kind", kind.name())
                        .param("times", times)
                        .param("hours", hours)
                        .param("now", at(now))
                        .param("since", at(now.minus(ENOUGH)))
                        .update()
                == 1;
    }

    /** @return whether it was still open */
    boolean settle(AlertId id, MemberId by, Instant now) {
        return jdbc.sql(
                                "UPDATE membership.alert SET settled_at = ?, settled_by = ? WHERE id = ? AND settled_at IS NULL")
                        .param(at(now))
                        .param(by.value())
                        .param(id.value())
                        .update()
                == 1;
    }

    /** Those nobody has looked into first, then by time, the latest first. */
    List<AlertSheet> all() {
        return jdbc.sql("""
                        SELECT a.id, a.member, m.name AS member_name, o.name AS organization_name, a.kind, a.times, a.hours,
                               a.raised_at, a.settled_at
                          FROM membership.alert a
                          JOIN membership.member m ON m.id = a.member
                          JOIN membership.organization o ON o.id = m.organization
                         ORDER BY a.settled_at IS NOT NULL, a.raised_at DESC
                         LIMIT :most
                        """)
                .param("most", MOST_SHOWN)
                .query((row, number) -> {
                    var settled = row.getObject("settled_at", OffsetDateTime.class);
                    return new AlertSheet(
                            new AlertId(row.getObject("id", UUID.class)),
                            new MemberId(row.getObject("member", UUID.class)),
                            row.getString("member_name"),
                            row.getString("organization_name"),
                            LookUp.valueOf(row.getString("kind")),
                            row.getInt("times"),
                            row.getInt("hours"),
                            row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                            settled == null ? null : settled.toInstant());
                })
                .list();
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
