package org.amparo.reporting;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.amparo.reporting.Tally.Bucket;
import org.amparo.reporting.Tally.Count;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the figures up to date twice a second. One node at a time does it, under an advisory lock that ends with its transaction;
 * arrivals that are not committed yet are simply not there and come with the next turn.
 */
@Component
class RollUp {

    /** Held by whoever changes the figures. */
    private static final long LOCK = 0x616d7061726f01L;

    private static final int AT_ONCE = 4_000;

    private final Facts facts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RollUp(Facts facts, JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.facts = facts;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${amparo.reporting.roll-up-every:500ms}")
    void whenDue() {
        while (facts.anythingArrived() && turn(true) == AT_ONCE) {
            // there is more
        }
    }

    /** Rolls up all that has arrived and been committed, waiting for another node's turn to end. */
    void now() {
        while (turn(false) > 0) {
            // there may be more
        }
    }

    private int turn(boolean onlyIfFree) {
        var taken = transaction.execute(status -> {
            if (onlyIfFree) {
                if (!Boolean.TRUE.equals(
                        jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
                    return 0;
                }
            } else {
                lock();
            }
            return rollUp();
        });
        return taken == null ? 0 : taken;
    }

    private void lock() {
        jdbc.query("SELECT pg_advisory_xact_lock(?)", rows -> {}, LOCK);
    }

    private int rollUp() {
        var intake = facts.takeIn(AT_ONCE);
        if (intake.seqs().isEmpty()) {
            return 0;
        }
        var tally = new Tally();
        var journeys = new ArrayList<Journey>();
        var told = new ArrayList<Fact>();
        for (var fact : facts.of(intake.subjects())) {
            if (!told.isEmpty() && !told.getFirst().subject().equals(fact.subject())) {
                change(tally, journeys, told, intake.seqs());
                told.clear();
            }
            told.add(fact);
        }
        change(tally, journeys, told, intake.seqs());
        keep(journeys);
        apply(tally);
        return intake.seqs().size();
    }

    private static void change(Tally tally, List<Journey> journeys, List<Fact> told, Set<Long> news) {
        tally.takeAway(told.stream().filter(fact -> !news.contains(fact.seq())).toList());
        tally.add(told);
        journey(told, journeys);
    }

    private static void journey(List<Fact> told, List<Journey> journeys) {
        var kind = told.getFirst().kind();
        if (kind != Fact.Kind.CALL && kind != Fact.Kind.CAPACITY) {
            Journey.told(told).ifPresent(journeys::add);
        }
    }

    /** What a recount found. */
    record Recount(long facts, long differences) {}

    /** Counts every figure anew from the facts, and tells how many stood wrong: none, ever. */
    Recount recount() {
        var recount = transaction.execute(status -> {
            lock();
            while (rollUp() > 0) {
                // first what has arrived, so that old and new figures are of the same facts
            }
            var before = state();
            for (var table : List.of("journey", "placement", "figure", "spread")) {
                jdbc.update("DELETE FROM reporting." + table);
            }
            var tally = new Tally();
            var journeys = new ArrayList<Journey>();
            var told = new ArrayList<Fact>();
            var counted = new long[1];
            facts.all(fact -> {
                counted[0]++;
                if (!told.isEmpty() && !told.getFirst().subject().equals(fact.subject())) {
                    tally.add(told);
                    journey(told, journeys);
                    told.clear();
                    if (journeys.size() == 1_000) {
                        keep(journeys);
                        journeys.clear();
                    }
                }
                told.add(fact);
            });
            if (!told.isEmpty()) {
                tally.add(told);
                journey(told, journeys);
            }
            keep(journeys);
            apply(tally);
            var after = state();
            var differing = new HashSet<>(before);
            differing.removeAll(after);
            after.removeAll(before);
            return new Recount(counted[0], differing.size() + (long) after.size());
        });
        if (recount == null) {
            throw new IllegalStateException("a recount that did not happen");
        }
        return recount;
    }

    private Set<String> state() {
        return new HashSet<>(jdbc.queryForList(
                "SELECT concat_ws('|', month, measure, row_code, col_code, n) FROM reporting.figure"
                        + " UNION ALL SELECT concat_ws('|', month, measure, row_code, bucket, n) FROM reporting.spread",
                String.class));
    }

    private void keep(Collection<Journey> journeys) {
        if (journeys.isEmpty()) {
            return;
        }
        jdbc.batchUpdate("""
                INSERT INTO reporting.journey (case_id, opened_at, duplicate, step, urgency, language, stage, agency, office, facility,
                    detained_on, offered_at, accepted_at, contacted_at, unmet_cause, unmet_at, refused)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (case_id) DO UPDATE SET (opened_at, duplicate, step, urgency, language, stage, agency, office, facility,
                    detained_on, offered_at, accepted_at, contacted_at, unmet_cause, unmet_at, refused) = (excluded.opened_at,
                    excluded.duplicate, excluded.step, excluded.urgency, excluded.language, excluded.stage, excluded.agency,
                    excluded.office, excluded.facility, excluded.detained_on, excluded.offered_at, excluded.accepted_at,
                    excluded.contacted_at, excluded.unmet_cause, excluded.unmet_at, excluded.refused)
                """, journeys, 500, (statement, journey) -> {
            statement.setObject(1, journey.caseId());
            statement.setTimestamp(2, Timestamp.from(journey.openedAt()));
            statement.setBoolean(3, journey.duplicate());
            statement.setString(4, journey.step().name());
            statement.setString(5, journey.urgency());
            statement.setString(6, journey.language());
            statement.setString(7, journey.stage());
            statement.setString(8, journey.agency());
            statement.setString(9, journey.office());
            statement.setString(10, journey.facility());
            statement.setDate(11, journey.detainedOn() == null ? null : Date.valueOf(journey.detainedOn()));
            statement.setTimestamp(12, timestamp(journey.offeredAt()));
            statement.setTimestamp(13, timestamp(journey.acceptedAt()));
            statement.setTimestamp(14, timestamp(journey.contactedAt()));
            statement.setString(15, journey.unmetCause());
            statement.setTimestamp(16, timestamp(journey.unmetAt()));
            statement.setBoolean(17, journey.refused());
        });
        jdbc.update("DELETE FROM reporting.placement WHERE case_id = ANY (?)", (Object)
                journeys.stream().map(Journey::caseId).toArray(UUID[]::new));
        record Placed(Journey journey, Journey.Placement placement) {}
        var placed = journeys.stream()
                .flatMap(journey -> journey.placements().stream().map(placement -> new Placed(journey, placement)))
                .toList();
        jdbc.batchUpdate("""
                INSERT INTO reporting.placement (referral_id, case_id, duplicate, accepted_at, provider, fund, scope, result, serving, refused)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, placed, 500, (statement, one) -> {
            statement.setObject(1, one.placement().referral());
            statement.setObject(2, one.journey().caseId());
            statement.setBoolean(3, one.journey().duplicate());
            statement.setTimestamp(4, Timestamp.from(one.placement().at()));
            statement.setObject(5, one.placement().provider());
            statement.setObject(6, one.placement().fund(), java.sql.Types.OTHER);
            statement.setInt(7, one.placement().scope());
            statement.setString(8, one.placement().result().name());
            statement.setBoolean(9, one.placement().serving());
            statement.setBoolean(10, one.journey().refused());
        });
    }

    private void apply(Tally tally) {
        if (!tally.isEmpty()) {
            applyCounts(List.copyOf(tally.counts().entrySet()));
            applyBuckets(List.copyOf(tally.buckets().entrySet()));
        }
        jdbc.update(
                "UPDATE reporting.revision SET revision = revision + 1, counted_at = ?",
                Timestamp.from(clock.instant()));
    }

    private void applyCounts(List<Map.Entry<Count, Long>> changes) {
        jdbc.update(
                """
                INSERT INTO reporting.figure (month, measure, row_code, col_code, n)
                SELECT * FROM unnest(?::date[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                ON CONFLICT (month, measure, row_code, col_code) DO UPDATE SET n = figure.n + excluded.n
                """,
                changes.stream()
                        .map(change -> change.getKey().month().toString())
                        .toArray(String[]::new),
                changes.stream().map(change -> change.getKey().measure().name()).toArray(String[]::new),
                changes.stream().map(change -> change.getKey().row()).toArray(String[]::new),
                changes.stream().map(change -> change.getKey().column()).toArray(String[]::new),
                changes.stream().map(Map.Entry::getValue).toArray(Long[]::new));
        sweep(
                "figure",
                changes.stream()
                        .filter(change -> change.getValue() < 0)
                        .map(change -> change.getKey().month())
                        .distinct()
                        .toList());
    }

    private void applyBuckets(List<Map.Entry<Bucket, Long>> changes) {
        jdbc.update(
                """
                INSERT INTO reporting.spread (month, measure, row_code, bucket, n)
                SELECT * FROM unnest(?::date[], ?::text[], ?::text[], ?::smallint[], ?::bigint[])
                ON CONFLICT (month, measure, row_code, bucket) DO UPDATE SET n = spread.n + excluded.n
                """,
                changes.stream()
                        .map(change -> change.getKey().month().toString())
                        .toArray(String[]::new),
                changes.stream().map(change -> change.getKey().spread().name()).toArray(String[]::new),
                changes.stream().map(change -> change.getKey().row()).toArray(String[]::new),
                changes.stream().map(change -> change.getKey().bucket()).toArray(Integer[]::new),
                changes.stream().map(Map.Entry::getValue).toArray(Long[]::new));
        sweep(
                "spread",
                changes.stream()
                        .filter(change -> change.getValue() < 0)
                        .map(change -> change.getKey().month())
                        .distinct()
                        .toList());
    }

    /** A count that went back to zero leaves no row, so that figures counted anew are the same rows. */
    private void sweep(String table, List<LocalDate> months) {
        if (!months.isEmpty()) {
            jdbc.update("DELETE FROM reporting." + table + " WHERE n = 0 AND month = ANY (?::date[])", (Object)
                    months.stream().map(LocalDate::toString).toArray(String[]::new));
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
