package org.amparo.correspondence;

import static org.amparo.correspondence.Outbox.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.representation.HearingId;
import org.amparo.representation.HearingResult;
import org.amparo.representation.HearingScheduled;
import org.amparo.representation.MatterClosed;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterReopened;
import org.amparo.representation.MatterTransferred;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A copy of the hearings calendars show, kept in the transaction that changes them. */
@Component
class Hearings {

    private static final Duration SHOWN_AFTERWARDS = Duration.ofDays(60);

    /** @param sequence grows with every change */
    record Hearing(
            HearingId id,
            HumanReference reference,
            ListCode type,
            CourtCode court,
            Instant hearingAt,
            @Nullable HearingResult result,
            int sequence,
            Instant changedAt) {}

    private final JdbcClient jdbc;

    Hearings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void keep(HearingScheduled scheduled) {
        var result = scheduled.result();
        jdbc.sql("""
                        INSERT INTO correspondence.hearing AS known
                            (hearing, matter, provider, attorney, reference, hearing_type, court, hearing_at, result, sequence, changed_at)
                        VALUES (:hearing, :matter, :provider, :attorney, :reference, :type, :court, :at, :result, 0, :now)
                        ON CONFLICT (hearing) DO UPDATE SET
                            attorney = excluded.attorney, hearing_type = excluded.hearing_type, court = excluded.court,
                            hearing_at = excluded.hearing_at, result = excluded.result,
                            sequence = known.sequence + 1, changed_at = excluded.changed_at
                        """)
                .param("hearing", scheduled.hearing().value())
                .param("matter", scheduled.matter().value())
                .param("provider", scheduled.provider().value())
                .param("attorney", scheduled.attorney().value())
                .param("reference", scheduled.reference().value())
                .param("type", scheduled.type().value())
                .param("court", scheduled.court().value())
                .param("at", utc(scheduled.hearingAt()))
                .param("result", result == null ? null : result.name())
                .param("now", utc(scheduled.at()))
                .update();
    }

    @EventListener
    void keep(MatterTransferred transferred) {
        jdbc.sql("UPDATE correspondence.hearing SET attorney = :attorney WHERE matter = :matter")
                .param("attorney", transferred.to().value())
                .param("matter", transferred.matter().value())
                .update();
    }

    @EventListener
    void keep(MatterClosed closed) {
        markClosed(closed.matter(), true);
    }

    @EventListener
    void keep(MatterReopened reopened) {
        markClosed(reopened.matter(), false);
    }

    /** Hearings of open matters, the past ones for a while, by date. */
    List<Hearing> of(CalendarFeed feed, Instant now) {
        return jdbc.sql("""
                        SELECT hearing, reference, hearing_type, court, hearing_at, result, sequence, changed_at
                        FROM correspondence.hearing
                        WHERE provider = :provider AND NOT closed AND hearing_at >= :from
                          AND (:everybody OR attorney = :member)
                        ORDER BY hearing_at, hearing
                        """)
                .param("provider", feed.organization().value())
                .param("from", utc(now.minus(SHOWN_AFTERWARDS)))
                .param("everybody", feed.getScope() == CalendarScope.ORGANIZATION)
                .param("member", feed.member().value())
                .query(Hearings::hearing)
                .list();
    }

    private void markClosed(MatterId matter, boolean closed) {
        jdbc.sql("UPDATE correspondence.hearing SET closed = :closed WHERE matter = :matter")
                .param("closed", closed)
                .param("matter", matter.value())
                .update();
    }

    private static Hearing hearing(ResultSet row, int number) throws SQLException {
        var result = row.getString("result");
        return new Hearing(
                new HearingId(row.getObject("hearing", UUID.class)),
                new HumanReference(row.getString("reference")),
                new ListCode(row.getString("hearing_type")),
                new CourtCode(row.getString("court")),
                row.getObject("hearing_at", OffsetDateTime.class).toInstant(),
                result == null ? null : HearingResult.valueOf(result),
                row.getInt("sequence"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
