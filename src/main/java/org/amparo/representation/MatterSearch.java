package org.amparo.representation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds matters of one organization for a list; the next date of each comes first, whatever kind of date it is. */
@Component
class MatterSearch {

    static final int PAGE = 25;

    private static final String CONDITION = """
            m.provider = :provider
              AND (:state = 'ALL' OR (:state = 'OPEN') = (m.closed_at IS NULL))
              AND (:mine = FALSE OR m.attorney = :member)
              AND (:reference = '' OR replace(m.reference, '-', '') LIKE :reference || '%')
            """;

    private static final String ROWS = """
            SELECT m.id, m.reference, m.attorney, m.scope, m.opened_at, m.custody_status, m.custody_facility, m.first_contact_at,
                   m.legal_outcome, m.service_outcome, m.closed_at,
                   h.hearing_at, h.hearing_type, d.due, d.kind,
                   (SELECT count(*) FROM representation.notice n WHERE n.matter_id = m.id AND n.seen_at IS NULL) AS news
            FROM representation.matter m
            LEFT JOIN LATERAL (
                SELECT hearing_at, hearing_type FROM representation.hearing
                WHERE matter_id = m.id AND result IS NULL AND hearing_at >= :now
                ORDER BY hearing_at LIMIT 1) h ON m.closed_at IS NULL
            LEFT JOIN LATERAL (
                SELECT due, kind FROM representation.deadline
                WHERE matter_id = m.id AND met_on IS NULL AND dropped_on IS NULL
                ORDER BY due LIMIT 1) d ON m.closed_at IS NULL
            WHERE %s
            ORDER BY m.closed_at IS NOT NULL,
                     m.closed_at IS NULL AND m.first_contact_at IS NULL DESC,
                     least(h.hearing_at, d.due::timestamp AT TIME ZONE 'America/Los_Angeles') NULLS LAST,
                     m.closed_at DESC, m.opened_at DESC, m.id
            LIMIT :limit OFFSET :offset
            """.formatted(CONDITION);

    private final JdbcClient jdbc;

    MatterSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param names how a member is called */
    MatterList find(
            MatterFilter filter, OrganizationId provider, MemberId member, Instant now, Function<UUID, String> names) {
        var parameters = new HashMap<String, Object>(Map.of(
                "provider", provider.value(),
                "state", filter.state().name(),
                "mine", filter.whose() == MatterFilter.Whose.MINE,
                "member", member.value(),
                "reference", plain(filter.reference())));
        var total = jdbc.sql("SELECT count(*) FROM representation.matter m WHERE " + CONDITION)
                .params(parameters)
                .query(Long.class)
                .single();
        var pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        var page = Math.min(filter.page(), pages);
        parameters.put("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        parameters.put("limit", PAGE);
        parameters.put("offset", (page - 1) * PAGE);
        var rows = jdbc.sql(ROWS)
                .params(parameters)
                .query((row, number) -> row(row, names))
                .list();
        return new MatterList(rows, page, pages, total);
    }

    private static MatterRow row(ResultSet row, Function<UUID, String> names) throws SQLException {
        var attorney = row.getObject("attorney", UUID.class);
        var facility = row.getString("custody_facility");
        var hearingType = row.getString("hearing_type");
        var firstContact = instant(row, "first_contact_at");
        var outcome = outcome(row, "service_outcome");
        var kind = row.getString("kind");
        return new MatterRow(
                new MatterId(row.getObject("id", UUID.class)),
                new HumanReference(row.getString("reference")),
                new MemberId(attorney),
                names.apply(attorney),
                ServicesColumn.of(row.getString("scope")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                CustodyStatus.valueOf(row.getString("custody_status")),
                facility == null ? null : new FacilityCode(facility),
                outcome != null
                        ? ServiceState.ENDED
                        : firstContact == null ? ServiceState.AWAITING_CONTACT : ServiceState.IN_PROGRESS,
                firstContact,
                instant(row, "hearing_at"),
                hearingType == null ? null : new ListCode(hearingType),
                row.getObject("due", LocalDate.class),
                kind == null ? null : DeadlineKind.valueOf(kind),
                outcome(row, "legal_outcome"),
                outcome,
                row.getInt("news"),
                instant(row, "closed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable Outcome outcome(ResultSet row, String column) throws SQLException {
        var name = row.getString(column);
        return name == null ? null : Outcome.valueOf(name);
    }

    /** What can be part of a reference, out of what somebody typed. */
    private static String plain(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replaceAll("[^0-9A-Z]", "?");
    }
}
