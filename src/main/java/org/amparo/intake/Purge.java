package org.amparo.intake;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.amparo.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Destroys every night what has been kept long enough. A batch is a transaction of its own, with its proof in it: what a crash leaves undone
 * is due the next time, what was done is not due any more. Several nodes may do it at once, since each passes over what another has locked.
 */
@Component
class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);
    private static final int AT_ONCE = 100;

    /**
     * By which clock a case file is kept, and since when it runs. A file no provider has taken is kept for as long as somebody works on it;
     * while a provider is being asked, no clock runs.
     */
    static final String CLOCKS = """
            intake.case_file AS file
            CROSS JOIN LATERAL (
                SELECT count(*) AS offers, max(placed_at) AS placed, max(ended_at) AS ended,
                       coalesce(bool_or(ended_at IS NULL AND placed_at IS NULL), false) AS asked
                FROM intake.disclosure WHERE disclosure.case_id = file.id) AS disclosed
            CROSS JOIN LATERAL (
                SELECT CASE WHEN file.placement <> 'WAITING' THEN 'HANDED_OVER'
                            WHEN disclosed.offers > 0 THEN 'DECLINED'
                            ELSE 'UNREFERRED' END AS clock,
                       CASE WHEN file.placement <> 'WAITING' THEN coalesce(disclosed.placed, file.touched_at)
                            ELSE greatest(file.touched_at, disclosed.placed, disclosed.ended) END AS since) AS kept
            """;

    private static final String DUE = " FROM " + CLOCKS + """
            WHERE file.shredded_at IS NULL AND NOT file.on_hold AND NOT disclosed.asked
              AND kept.since < CASE kept.clock WHEN 'HANDED_OVER' THEN cast(:handedOver AS timestamptz) WHEN 'DECLINED' THEN cast(:declined AS timestamptz) ELSE cast(:unreferred AS timestamptz) END
            """;

    private final CaseFiles files;
    private final Shredding shredding;
    private final Retention retention;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Purge(
            CaseFiles files,
            Shredding shredding,
            Retention retention,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.shredding = shredding;
        this.retention = retention;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return how many files and promises were destroyed */
    @Scheduled(cron = "0 27 3 * * *", zone = "America/Los_Angeles")
    int run() {
        strike();
        var destroyed = 0;
        for (var batch : batches(due())) {
            destroyed += inTransaction(() -> shred(batch));
        }
        for (var batch : batches(promisesDue())) {
            destroyed += inTransaction(() -> shredPromises(batch));
        }
        if (destroyed > 0) {
            log.info("Destroyed what {} files and promises told, since their clocks have run out.", destroyed);
        }
        return destroyed;
    }

    /** Whoever keeps records of other kinds is told that it is time, and the ledger that the purge has begun. */
    private void strike() {
        var now = clock.instant();
        transaction.executeWithoutResult(status -> {
            for (var kind : RecordKind.values()) {
                var term = retention.inForce(kind);
                events.publishEvent(new ClockStruck(kind, term, term.before(now), Actor.system(), now));
            }
        });
    }

    private List<UUID> due() {
        return jdbc.sql("SELECT file.id" + DUE + " ORDER BY file.id")
                .params(limits())
                .query(UUID.class)
                .list();
    }

    /** Looked at again under the lock of the row: a hold or somebody's work on the file since counts. */
    private int shred(List<UUID> batch) {
        Map<CaseFile, Shredding.Ground> doomed = new LinkedHashMap<>();
        jdbc.sql("SELECT file.id, kept.clock" + DUE + " AND file.id = ANY (:batch) FOR UPDATE OF file SKIP LOCKED")
                .params(limits())
                .param("batch", batch.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(
                        new CaseId(row.getObject("id", UUID.class)), RecordKind.valueOf(row.getString("clock"))))
                .list()
                .forEach(one -> files.findById(one.getKey())
                        .ifPresent(file -> doomed.put(
                                file, Shredding.Ground.runOut(one.getValue(), retention.inForce(one.getValue())))));
        shredding.files(doomed);
        return doomed.size();
    }

    private static final String PROMISES_DUE = """
             FROM intake.call LEFT JOIN intake.case_file AS file ON file.id = call.case_id
            WHERE call.promise IS NOT NULL AND call.ended_at < cast(:promises AS timestamptz) AND coalesce(call.call_back_by < cast(:promises AS timestamptz), true)
              AND NOT coalesce(file.on_hold, false)
            """;

    private List<UUID> promisesDue() {
        return jdbc.sql("SELECT call.id" + PROMISES_DUE + " ORDER BY call.id")
                .params(limits())
                .query(UUID.class)
                .list();
    }

    private int shredPromises(List<UUID> batch) {
        var calls = jdbc
                .sql("SELECT call.id" + PROMISES_DUE + " AND call.id = ANY (:batch) FOR UPDATE OF call SKIP LOCKED")
                .params(limits())
                .param("batch", batch.toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .map(CallId::new)
                .toList();
        shredding.promises(calls, Shredding.Ground.runOut(RecordKind.PROMISES, retention.inForce(RecordKind.PROMISES)));
        return calls.size();
    }

    private Map<String, Object> limits() {
        return Map.of(
                "unreferred", before(RecordKind.UNREFERRED),
                "declined", before(RecordKind.DECLINED),
                "handedOver", before(RecordKind.HANDED_OVER),
                "promises", before(RecordKind.PROMISES));
    }

    private Timestamp before(RecordKind kind) {
        return Timestamp.from(retention.inForce(kind).before(clock.instant()));
    }

    private int inTransaction(Supplier<Integer> work) {
        try {
            return Objects.requireNonNullElse(transaction.execute(status -> work.get()), 0);
        } catch (RuntimeException trouble) {
            // One batch that fails keeps no other from its turn; it is due again tomorrow.
            log.error("A batch of the purge failed and is tried again the next time.", trouble);
            return 0;
        }
    }

    private static List<List<UUID>> batches(List<UUID> ids) {
        return java.util.stream.IntStream.iterate(0, from -> from < ids.size(), from -> from + AT_ONCE)
                .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + AT_ONCE)))
                .toList();
    }

    // What is about to go

    /** Open files nobody has taken that are destroyed within a week unless somebody works on them, the first to go first. */
    List<CaseId> soon() {
        var week = clock.instant().plus(Retention.GRACE);
        return jdbc
                .sql("SELECT file.id FROM " + CLOCKS + """
                        WHERE file.shredded_at IS NULL AND NOT file.on_hold AND NOT disclosed.asked AND file.closed_at IS NULL
                          AND file.placement = 'WAITING'
                          AND file.touched_at < greatest(cast(:declined AS timestamptz), cast(:unreferred AS timestamptz))
                          AND kept.since < CASE kept.clock WHEN 'DECLINED' THEN cast(:declined AS timestamptz)
                                                           ELSE cast(:unreferred AS timestamptz) END
                        ORDER BY file.touched_at, file.id LIMIT 50
                        """)
                .param(
                        "declined",
                        Timestamp.from(retention.inForce(RecordKind.DECLINED).before(week)))
                .param(
                        "unreferred",
                        Timestamp.from(retention.inForce(RecordKind.UNREFERRED).before(week)))
                .query(UUID.class)
                .list()
                .stream()
                .map(CaseId::new)
                .toList();
    }

    // Where one file stands

    /**
     * @param since when its clock began; {@code null} while a provider is being asked
     */
    record Standing(String placement, RecordKind clock, java.time.@Nullable Instant since, boolean held) {}

    Standing standing(CaseId caseFile) {
        return jdbc.sql("SELECT file.placement, file.on_hold, disclosed.asked, kept.clock, kept.since FROM " + CLOCKS
                        + " WHERE file.id = ?")
                .param(caseFile.value())
                .query((row, number) -> new Standing(
                        row.getString("placement"),
                        RecordKind.valueOf(row.getString("clock")),
                        row.getBoolean("asked")
                                ? null
                                : row.getTimestamp("since").toInstant(),
                        row.getBoolean("on_hold")))
                .single();
    }

    /** What is left of a file that was shredded. */
    Optional<ShreddedFile> shredded(CaseId caseFile) {
        return jdbc.sql("""
                        SELECT file.reference, file.opened_at, file.shredded_at, gone.cause, gone.clock, gone.days, gone.shredded_by
                        FROM intake.case_file AS file JOIN intake.shredded AS gone ON gone.case_id = file.id WHERE file.id = ?
                        """)
                .param(caseFile.value())
                .query((row, number) -> {
                    var days = row.getObject("days", Integer.class);
                    var by = row.getObject("shredded_by", UUID.class);
                    return new ShreddedFile(
                            caseFile,
                            new org.amparo.kernel.HumanReference(row.getString("reference")),
                            row.getTimestamp("opened_at").toInstant(),
                            row.getTimestamp("shredded_at").toInstant(),
                            ShredCause.valueOf(row.getString("cause")),
                            RecordKind.ofNullable(row.getString("clock")),
                            days == null ? null : Term.ofDays(days),
                            by == null ? null : new org.amparo.membership.MemberId(by));
                })
                .optional();
    }
}
