package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Remembered;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long each kind of record is kept. Never changed in place: a change is a new version. What was made shorter counts a week later, so
 * that nobody can have everything destroyed overnight without anybody noticing.
 */
@Component
class Retention {

    static final Duration GRACE = Duration.ofDays(7);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<RecordKind, Integer>> DAYS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Remembered<List<Version>> remembered;

    /** @param days for each kind that was ever set; the default for the others */
    private record Version(
            int number,
            Map<RecordKind, Integer> days,
            @Nullable MemberId changedBy,
            Instant changedAt) {

        Term term(RecordKind kind) {
            var set = days.get(kind);
            return set == null ? kind.byDefault() : Term.ofDays(set);
        }
    }

    Retention(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.remembered = new Remembered<>(
                this::versions,
                () -> jdbc.sql("SELECT max(version) FROM intake.retention")
                        .query(Long.class)
                        .single(),
                Duration.ofSeconds(1));
    }

    /** What counts at this moment: the longest of what was set within the last week and what counted before. */
    Term inForce(RecordKind kind) {
        return inForce(remembered.get(), kind);
    }

    private Term inForce(List<Version> latestFirst, RecordKind kind) {
        var weekAgo = clock.instant().minus(GRACE);
        var longest = latestFirst.getFirst().term(kind);
        for (var version : latestFirst) {
            if (version.term(kind).days() > longest.days()) {
                longest = version.term(kind);
            }
            if (!version.changedAt().isAfter(weekAgo)) {
                break;
            }
        }
        return longest;
    }

    RetentionSheet sheet() {
        return sheet(remembered.get());
    }

    private RetentionSheet sheet(List<Version> versions) {
        var last = versions.getFirst();
        Map<RecordKind, Term> chosen = new EnumMap<>(RecordKind.class);
        Map<RecordKind, Term> inForce = new EnumMap<>(RecordKind.class);
        for (var kind : RecordKind.values()) {
            chosen.put(kind, last.term(kind));
            inForce.put(kind, inForce(versions, kind));
        }
        return new RetentionSheet(
                last.number(),
                Collections.unmodifiableMap(chosen),
                Collections.unmodifiableMap(inForce),
                chosen.equals(inForce) ? null : last.changedAt().plus(GRACE),
                last.changedBy(),
                last.changedAt());
    }

    /** @throws Rejected when a term is out of its bounds, or somebody else was faster */
    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    RetentionSheet set(Duties.SetTerms command, Actor actor) {
        var last = versions().getFirst();
        if (command.version() != last.number()) {
            throw Rejected.stale();
        }
        var faults = command.days().entrySet().stream()
                .filter(set -> set.getValue() < set.getKey().shortest()
                        || set.getValue() > set.getKey().longest())
                .sorted(Map.Entry.comparingByKey())
                .map(set -> new Rejected.Fault(
                        "days." + set.getKey(),
                        "number-out-of-range",
                        List.of(set.getKey().shortest(), set.getKey().longest())))
                .toList();
        if (!faults.isEmpty()) {
            throw Rejected.invalid(faults);
        }
        Map<RecordKind, Integer> days = new EnumMap<>(RecordKind.class);
        days.putAll(last.days());
        days.putAll(command.days());
        var now = clock.instant();
        try {
            jdbc.sql("""
                            INSERT INTO intake.retention (version, days, changed_by, changed_at)
                            VALUES (?, cast(? AS jsonb), cast(? AS uuid), ?)
                            """)
                    .params(last.number() + 1, JSON.writeValueAsString(days), actor.member(), Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Rejected.stale();
        }
        command.days().forEach((kind, set) -> {
            if (last.term(kind).days() != set) {
                events.publishEvent(new TermSet(kind, Term.ofDays(set), actor, now));
            }
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget();
            }
        });
        return sheet(versions());
    }

    /** The next who asks reads again. */
    void forget() {
        remembered.forget();
    }

    /** The latest first, as far back as any may still count. */
    private List<Version> versions() {
        return jdbc.sql("SELECT version, days, changed_by, changed_at FROM intake.retention ORDER BY version DESC")
                .query(Retention::version)
                .list();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        var by = row.getObject("changed_by", UUID.class);
        return new Version(
                row.getInt("version"),
                JSON.readValue(row.getString("days"), DAYS),
                by == null ? null : new MemberId(by),
                row.getTimestamp("changed_at").toInstant());
    }
}
