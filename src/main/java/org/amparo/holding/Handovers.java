package org.amparo.holding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseShredded;
import org.amparo.intake.CaseUnplaced;
import org.amparo.intake.Sights;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationSuspended;
import org.amparo.membership.Standing;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.vault.OrganizationKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which case files wait to be handed over, and their handing over when the days of grace have passed. A file is handed over only while the
 * organization alone sees it: a need that still looks for a provider, or another's offer, makes it wait.
 */
@Component
class Handovers {

    private static final Logger log = LoggerFactory.getLogger(Handovers.class);
    private static final int AT_ONCE = 100;

    private static final String COLUMNS =
            "SELECT case_id, organization, round, reference, placed_at, due_at, held_at FROM holding.handover ";

    private final Permissions permissions;
    private final OrganizationKeys keys;
    private final Sights sights;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Handovers(
            Permissions permissions,
            OrganizationKeys keys,
            Sights sights,
            Directory directory,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.permissions = permissions;
        this.keys = keys;
        this.sights = sights;
        this.directory = directory;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    record Handover(
            CaseId caseFile,
            OrganizationId organization,
            int round,
            HumanReference reference,
            Instant placed,
            Instant due,
            @Nullable Instant held) {}

    /** A yes of an organization that may hold files: its days of grace begin. */
    @EventListener
    void on(ReferralAccepted accepted) {
        permissions
                .of(accepted.provider())
                .ifPresent(permission -> jdbc.sql("""
                        INSERT INTO holding.handover (case_id, organization, round, reference, placed_at, due_at)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, organization, round)
                        DO UPDATE SET placed_at = excluded.placed_at, due_at = excluded.due_at, looked_at = NULL, end_reason = NULL,
                            held_at = CASE WHEN handover.ended_at IS NULL THEN handover.held_at END, ended_at = NULL
                        """)
                        .params(
                                accepted.caseFile().value(),
                                accepted.provider().value(),
                                accepted.round(),
                                accepted.reference().value(),
                                Timestamp.from(accepted.at()),
                                Timestamp.from(permission.due(accepted.at())))
                        .update());
    }

    /** What was not handed over before the service ended never will be. */
    @EventListener
    void on(CaseUnplaced unplaced) {
        if (permissions.of(unplaced.provider()).isEmpty()) {
            return;
        }
        stop(
                "case_id = ? AND organization = ? AND round = ?",
                StopReason.UNPLACED,
                unplaced.actor(),
                unplaced.at(),
                unplaced.caseFile().value(),
                unplaced.provider().value(),
                unplaced.round());
    }

    /** Of a file that is no more nobody holds anything. */
    @EventListener
    void on(CaseShredded shredded) {
        jdbc.sql("DELETE FROM holding.handover WHERE case_id = ?")
                .param(shredded.caseFile().value())
                .update();
    }

    @EventListener
    void on(OrganizationSuspended suspended) {
        stop(
                "organization = ?",
                StopReason.SUSPENDED,
                suspended.actor(),
                suspended.at(),
                suspended.organization().value());
    }

    /** Ends what waits; what is held already stays held. @return how many */
    int stop(String which, StopReason reason, Actor actor, Instant at, Object... parameters) {
        var stopped = jdbc.sql(
                        "UPDATE holding.handover SET ended_at = ?, end_reason = ? WHERE held_at IS NULL AND ended_at IS NULL AND "
                                + which
                                + " RETURNING case_id, organization, round, reference, placed_at, due_at, held_at")
                .param(Timestamp.from(at))
                .param(reason.name())
                .params(List.of(parameters))
                .query(Handovers::read)
                .list();
        stopped.forEach(one -> events.publishEvent(
                new HandoverStopped(one.caseFile(), one.reference(), one.organization(), reason, actor, at)));
        return stopped.size();
    }

    /**
     * Hands over what is due. Safe on several nodes: a row somebody else works on is left to them.
     *
     * @return how many case files were handed over
     */
    @Scheduled(
            fixedDelayString = "${amparo.holding.hand-over-every:1m}",
            initialDelayString = "${amparo.holding.hand-over-every:1m}")
    int run() {
        var handed = 0;
        for (var due : due()) {
            try {
                if (Boolean.TRUE.equals(transaction.execute(status -> handOver(due)))) {
                    handed++;
                }
            } catch (RuntimeException trouble) {
                log.error(
                        "A case file could not be handed over: {}",
                        trouble.getClass().getSimpleName());
            }
        }
        return handed;
    }

    private List<Handover> due() {
        var permitted = permissions.all().keySet().stream()
                .filter(organization -> directory
                        .organization(organization)
                        .filter(entry -> entry.standing() == Standing.ADMITTED)
                        .isPresent())
                .filter(organization -> keys.find(organization.value())
                        .filter(known -> known.confirmed() != null)
                        .isPresent())
                .map(OrganizationId::value)
                .toArray(UUID[]::new);
        if (permitted.length == 0) {
            return List.of();
        }
        return jdbc.sql(COLUMNS + """
                        WHERE held_at IS NULL AND ended_at IS NULL AND due_at <= ? AND organization = ANY (?)
                        ORDER BY looked_at NULLS FIRST, due_at LIMIT ?
                        """)
                .param(Timestamp.from(clock.instant()))
                .param(permitted)
                .param(AT_ONCE)
                .query(Handovers::read)
                .list();
    }

    private boolean handOver(Handover due) {
        var now = clock.instant();
        var mine = jdbc.sql("""
                        SELECT count(*) FROM (
                            SELECT FROM holding.handover WHERE case_id = ? AND organization = ? AND round = ?
                               AND held_at IS NULL AND ended_at IS NULL FOR UPDATE SKIP LOCKED) AS mine
                        """)
                .params(due.caseFile().value(), due.organization().value(), due.round())
                .query(Integer.class)
                .single();
        if (mine == 0) {
            return false;
        }
        if (!isHeld(due)
                && (!sights.seesAlone(due.caseFile(), due.organization())
                        || keys.handOver(
                                        List.of(due.caseFile().value()),
                                        due.organization().value())
                                .isEmpty())) {
            jdbc.sql("UPDATE holding.handover SET looked_at = ? WHERE case_id = ? AND organization = ? AND round = ?")
                    .params(
                            Timestamp.from(now),
                            due.caseFile().value(),
                            due.organization().value(),
                            due.round())
                    .update();
            return false;
        }
        jdbc.sql("UPDATE holding.handover SET held_at = ? WHERE case_id = ? AND organization = ? AND ended_at IS NULL")
                .params(
                        Timestamp.from(now),
                        due.caseFile().value(),
                        due.organization().value())
                .update();
        events.publishEvent(
                new FileHandedOver(due.caseFile(), due.reference(), due.organization(), Actor.system(), now));
        return true;
    }

    /** An earlier need of the case was handed over before. */
    private boolean isHeld(Handover due) {
        return keys.holder(due.caseFile().value())
                .equals(Optional.of(due.organization().value()));
    }

    /** A held file is given back. @return what was held; nothing when it is not held by that organization */
    Optional<Handover> givenBack(CaseId caseFile, OrganizationId organization, Instant now) {
        return jdbc
                .sql("""
                        UPDATE holding.handover SET ended_at = ?, end_reason = 'GIVEN_BACK'
                        WHERE case_id = ? AND organization = ? AND held_at IS NOT NULL AND ended_at IS NULL
                        RETURNING case_id, organization, round, reference, placed_at, due_at, held_at
                        """)
                .params(Timestamp.from(now), caseFile.value(), organization.value())
                .query(Handovers::read)
                .list()
                .stream()
                .findFirst();
    }

    /** What waits and what is held, each case once. */
    List<Handover> of(OrganizationId organization) {
        Map<CaseId, Handover> each = jdbc
                .sql(COLUMNS + "WHERE organization = ? AND ended_at IS NULL ORDER BY due_at, round")
                .param(organization.value())
                .query(Handovers::read)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Handover::caseFile, Function.identity(), (one, later) -> later, java.util.LinkedHashMap::new));
        return List.copyOf(each.values());
    }

    /** For each organization how many files wait and how many are held. */
    Map<OrganizationId, int[]> counts() {
        return jdbc
                .sql("""
                        SELECT organization, count(DISTINCT case_id) FILTER (WHERE held_at IS NULL) AS waiting,
                               count(DISTINCT case_id) FILTER (WHERE held_at IS NOT NULL) AS held
                        FROM holding.handover WHERE ended_at IS NULL GROUP BY organization
                        """)
                .query((row, number) -> Map.entry(
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        new int[] {row.getInt("waiting"), row.getInt("held")}))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Handover read(ResultSet row, int number) throws SQLException {
        var held = row.getTimestamp("held_at");
        return new Handover(
                new CaseId(row.getObject("case_id", UUID.class)),
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getInt("round"),
                new HumanReference(row.getString("reference")),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                held == null ? null : held.toInstant());
    }
}
