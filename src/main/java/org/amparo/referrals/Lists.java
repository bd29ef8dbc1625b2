package org.amparo.referrals;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.amparo.referrals.Dockets.facts;
import static org.amparo.referrals.Dockets.instant;
import static org.amparo.referrals.Dockets.instantOrNull;
import static org.amparo.referrals.Dockets.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two lists people work from all day. Each is read along one partial index in its own order, with a fixed number of statements. */
@Repository
class Lists {

    static final int PAGE = 50;
    static final int INBOX = 200;
    static final Duration SOON = Duration.ofHours(2);

    static final String INBOX_SQL = """
            SELECT r.id, r.case_id, r.round, r.reference, r.status, r.offered_at, r.answer_due, r.due_because, r.fund, r.held_since,
                r.looked_at, r.looked_because, r.due_before, r.objection, r.route, r.reading_minutes, d.facts
            FROM referrals.referral r JOIN referrals.docket d ON d.case_id = r.case_id AND d.round = r.round
            WHERE r.provider = :provider AND r.answer_due > :now
                AND r.status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED')
            ORDER BY r.answer_due, r.id LIMIT :limit""";

    private static final String LIVE = "r.status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED')";
    private static final String ASKED =
            "EXISTS (SELECT FROM referrals.referral r WHERE r.case_id = d.case_id AND r.round = d.round AND " + LIVE
                    + " AND r.answer_due > :now";

    private static final String QUESTIONED =
            "(SELECT count(*) FROM referrals.docket q WHERE q.questioned_at IS NOT NULL)";

    private static final String OVERDUE =
            "(SELECT count(*) FROM referrals.docket w WHERE w.state = 'OPEN' AND w.waits_for = 'HAND' AND w.waits_until <= :now)";

    private final JdbcClient jdbc;
    private final ReferralViews views;
    private final Names names;

    Lists(JdbcClient jdbc, ReferralViews views, Names names) {
        this.jdbc = jdbc;
        this.views = views;
        this.names = names;
    }

    /** @param readFirst the offers whose case whoever opens theirs has to themselves for a while */
    record Offered(Inbox inbox, List<ReferralId> readFirst) {}

    Offered inbox(OrganizationId provider, Instant now) {
        var funds = names.funds();
        var readFirst = new ArrayList<ReferralId>();
        var lines = jdbc.sql(INBOX_SQL)
                .param("provider", provider.value())
                .param("now", time(now))
                .param("limit", INBOX + 1)
                .query((row, number) -> {
                    var line = inboxLine(row, funds);
                    if (row.getInt("reading_minutes") > 0) {
                        readFirst.add(line.id());
                    }
                    return line;
                })
                .list();
        return new Offered(
                new Inbox(lines.size() > INBOX ? lines.subList(0, INBOX) : lines, lines.size() > INBOX), readFirst);
    }

    private InboxLine inboxLine(ResultSet row, Map<FundId, String> funds) throws SQLException {
        var fundValue = row.getObject("fund", UUID.class);
        var fund = fundValue == null ? null : new FundId(fundValue);
        return new InboxLine(
                new ReferralId(row.getObject("id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getInt("round"),
                new HumanReference(row.getString("reference")),
                Route.valueOf(row.getString("route")),
                ReferralStatus.valueOf(row.getString("status")),
                instant(row, "offered_at"),
                instant(row, "answer_due"),
                DueReason.valueOf(row.getString("due_because")),
                fund,
                fund == null ? null : funds.get(fund),
                views.facts(facts(row)),
                instantOrNull(row, "held_since") != null,
                looked(row),
                null);
    }

    private static @Nullable Looked looked(ResultSet row) throws SQLException {
        var at = instantOrNull(row, "looked_at");
        var because = Dockets.reopening(row, "looked_because");
        var despite = row.getString("objection");
        return at == null || because == null
                ? null
                : new Looked(
                        at,
                        because,
                        instantOrNull(row, "due_before"),
                        despite == null ? null : Objection.valueOf(despite));
    }

    Queue queue(QueueFilter filter, Instant now) {
        var parameters = new HashMap<String, Object>();
        var providers = names.providers();
        var questioned = new AtomicInteger();
        var overdue = new AtomicInteger();
        var lines = jdbc.sql(queueSql(filter, now, parameters))
                .params(parameters)
                .query((row, number) -> {
                    questioned.setPlain(row.getInt("questioned"));
                    overdue.setPlain(row.getInt("overdue"));
                    return queueLine(row, providers);
                })
                .list();
        var page = lines.size() > PAGE ? lines.subList(0, PAGE) : lines;
        var last = page.isEmpty() ? null : page.getLast();
        var next = lines.size() > PAGE && last != null
                ? new QueuePlace(last.facts().urgency(), last.due(), last.caseFile(), last.round())
                : null;
        return lines.isEmpty()
                ? nobody(now)
                : new Queue(withOffers(page, providers, now), next, questioned.getPlain(), overdue.getPlain());
    }

    private Queue nobody(Instant now) {
        return jdbc.sql("SELECT %s AS questioned, %s AS overdue".formatted(QUESTIONED, OVERDUE))
                .param("now", time(now))
                .query((row, number) -> new Queue(List.of(), null, row.getInt("questioned"), row.getInt("overdue")))
                .single();
    }

    static String queueSql(QueueFilter filter, Instant now, Map<String, Object> parameters) {
        parameters.put("now", now.atOffset(ZoneOffset.UTC));
        parameters.put("limit", PAGE + 1);
        var where = new StringBuilder(
                filter.show() == QueueFilter.Show.QUESTIONED
                        ? "d.questioned_at IS NOT NULL"
                        : "d.state IN ('OPEN', 'NO_CONSENT') AND NOT d.paused");
        var urgency = filter.urgency();
        if (urgency != null) {
            where.append(" AND d.urgency = :urgency");
            parameters.put("urgency", urgency.name());
        }
        switch (filter.show()) {
            case ALL, QUESTIONED -> {}
            case NO_OFFER ->
                where.append(" AND d.state = 'OPEN' AND NOT ").append(ASKED).append(")");
            case NO_PROVIDER ->
                where.append(" AND d.state = 'OPEN' AND d.no_provider_since IS NOT NULL AND NOT ")
                        .append(ASKED)
                        .append(")");
            case BY_HAND -> where.append(" AND d.state = 'OPEN' AND d.waits_for = 'HAND'");
            case OFFERED -> where.append(" AND ").append(ASKED).append(")");
            case EXPIRING -> {
                where.append(" AND ").append(ASKED).append(" AND r.answer_due <= :soon)");
                parameters.put("soon", now.plus(SOON).atOffset(ZoneOffset.UTC));
            }
            case NO_CONSENT -> where.append(" AND d.state = 'NO_CONSENT'");
        }
        var after = filter.after();
        if (after != null) {
            where.append(
                    " AND (d.urgency, d.due, d.case_id, d.round) > (:afterUrgency, :afterDue, :afterCase, :afterRound)");
            parameters.put("afterUrgency", after.urgency().name());
            parameters.put("afterDue", after.due().atOffset(ZoneOffset.UTC));
            parameters.put("afterCase", after.caseFile().value());
            parameters.put("afterRound", after.round());
        }
        return """
                SELECT d.case_id, d.round, d.reference, d.state, d.facts, d.since, d.due, d.routed_at, d.no_provider_since, d.changed_at,
                    d.changed_because, d.questioned_at, d.question_because, d.question_objection, d.placed_with,
                    CASE WHEN d.questioned_at IS NOT NULL THEN (SELECT r.id FROM referrals.referral r
                        WHERE r.case_id = d.case_id AND r.round = d.round AND r.status = 'ACCEPTED') END AS taken, %s AS questioned,
                    %s AS overdue, d.waits_for, d.waits_since, d.waits_until, d.waits_over
                FROM referrals.docket d WHERE %s
                ORDER BY d.urgency, d.due, d.case_id, d.round LIMIT :limit""".formatted(QUESTIONED, OVERDUE, where);
    }

    private QueueLine queueLine(ResultSet row, Map<OrganizationId, String> providers) throws SQLException {
        var placedWith = row.getObject("placed_with", UUID.class);
        var taken = row.getObject("taken", UUID.class);
        var question = Dockets.question(row);
        var state = Docket.State.valueOf(row.getString("state"));
        var waiting = state == Docket.State.OPEN ? Dockets.waiting(row) : null;
        var provider = placedWith == null ? null : new OrganizationId(placedWith);
        return new QueueLine(
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getInt("round"),
                new HumanReference(row.getString("reference")),
                Docket.routing(
                        state,
                        false,
                        instantOrNull(row, "routed_at") != null,
                        instantOrNull(row, "no_provider_since") != null,
                        waiting),
                instant(row, "since"),
                instant(row, "due"),
                views.facts(facts(row)),
                List.of(),
                instantOrNull(row, "changed_at"),
                Dockets.reopening(row, "changed_because"),
                question == null || provider == null || taken == null
                        ? null
                        : new QueueLine.Questioned(
                                new ReferralId(taken), provider, providers.getOrDefault(provider, ""), question),
                waiting);
    }

    private List<QueueLine> withOffers(List<QueueLine> lines, Map<OrganizationId, String> providers, Instant now) {
        if (lines.isEmpty()) {
            return lines;
        }
        var offers = jdbc
                .sql("""
                SELECT r.id, r.case_id, r.round, r.provider, r.route, r.status, r.answer_due, r.held_since, r.looked_at, r.looked_because,
                    r.due_before, r.objection, CASE WHEN r.read_until > :now AND r.held_since IS NULL THEN r.read_until END AS read_until
                FROM referrals.referral r
                WHERE r.case_id = ANY (:cases) AND r.answer_due > :now
                    AND r.status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED')
                ORDER BY r.answer_due, r.id""")
                .param(
                        "cases",
                        lines.stream().map(line -> line.caseFile().value()).toArray(UUID[]::new))
                .param("now", time(now))
                .query((row, number) -> Map.entry(
                        new Round(row.getObject("case_id", UUID.class), row.getInt("round")),
                        liveOffer(row, providers)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
        return lines.stream()
                .map(line ->
                        with(line, offers.getOrDefault(new Round(line.caseFile().value(), line.round()), List.of())))
                .toList();
    }

    private static QueueLine with(QueueLine line, List<QueueLine.LiveOffer> offers) {
        return offers.isEmpty()
                ? line
                : new QueueLine(
                        line.caseFile(),
                        line.round(),
                        line.reference(),
                        RoutingState.OFFERED,
                        line.since(),
                        line.due(),
                        line.facts(),
                        line.facts().urgency() == Urgency.U0
                                ? offers.stream()
                                        .map(QueueLine.LiveOffer::reservedToNobody)
                                        .toList()
                                : offers,
                        line.changedAt(),
                        line.changedBecause(),
                        line.question(),
                        line.waiting());
    }

    private static QueueLine.LiveOffer liveOffer(ResultSet row, Map<OrganizationId, String> providers)
            throws SQLException {
        var provider = new OrganizationId(row.getObject("provider", UUID.class));
        return new QueueLine.LiveOffer(
                new ReferralId(row.getObject("id", UUID.class)),
                provider,
                providers.getOrDefault(provider, ""),
                Route.valueOf(row.getString("route")),
                ReferralStatus.valueOf(row.getString("status")),
                instant(row, "answer_due"),
                instantOrNull(row, "held_since") != null,
                looked(row),
                instantOrNull(row, "read_until"));
    }

    private record Round(UUID caseFile, int round) {}
}
