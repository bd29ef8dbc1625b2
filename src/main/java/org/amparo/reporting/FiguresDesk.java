package org.amparo.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.reporting.Tally.Count;
import org.amparo.reporting.Tally.Measure;
import org.amparo.reporting.Tally.Spread;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out the figures. What may not be told is withheld before anything leaves this desk, and a reader chooses nothing but the
 * period: no filter, no combination that was not decided on together with all others.
 */
@Component
public class FiguresDesk {

    /** Nothing was counted before: the first year a period can be of. */
    private static final int FIRST_YEAR = 2017;

    private final JdbcTemplate jdbc;
    private final RollUp rollUp;
    private final Labels labels;
    private final Directory directory;
    private final TransactionTemplate reading;
    private final Reach reach;
    private final Clock clock;
    private final Map<Integer, Kept<YearBook>> years = new ConcurrentHashMap<>();
    private final Map<Period, Kept<List<Figure>>> periods = new ConcurrentHashMap<>();

    FiguresDesk(
            JdbcTemplate jdbc,
            RollUp rollUp,
            Labels labels,
            Directory directory,
            PlatformTransactionManager transactions,
            Reach reach,
            Clock clock) {
        this.jdbc = jdbc;
        this.rollUp = rollUp;
        this.labels = labels;
        this.directory = directory;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reach = reach;
        this.clock = clock;
    }

    private record Kept<T>(long revision, Map<String, Double> agreed, T value) {}

    private record Revision(long number, Instant countedAt) {}

    /**
     * All figures of a period, at most a second behind the last committed deed.
     *
     * @throws Rejected {@code period-not-begun} when the period lies ahead
     */
    public Report report(Period period) {
        if (period.from().isAfter(today())) {
            throw Rejected.invalid("period", "period-not-begun");
        }
        var revision = revision();
        var kept = periods.get(period);
        var agreed = agreed(period);
        if (kept == null
                || kept.revision() != revision.number()
                || !kept.agreed().equals(agreed)) {
            kept = new Kept<>(revision.number(), agreed, of(period, revision.number(), agreed));
            if (periods.size() > 200) {
                periods.clear();
            }
            periods.put(period, kept);
        }
        return new Report(period, period.isOpenOn(today()), revision.countedAt(), kept.value());
    }

    /** One figure of a period. */
    public Report report(FigureName name, Period period) {
        var all = report(period);
        return new Report(all.period(), all.running(), all.countedAt(), List.of(all.figure(name)));
    }

    /** The words for what a line is about, in the reader's language. */
    public String text(Figure.Label label, Locale locale) {
        return labels.text(label, today(), locale);
    }

    /** The years that have figures, the current one included, the latest first. */
    public List<Integer> years() {
        var first = jdbc.queryForObject(
                "SELECT min(month) FROM reporting.figure WHERE month > ?", LocalDate.class, LocalDate.of(2000, 1, 1));
        var last = today().getYear();
        var from = first == null ? last : Math.clamp(first.getYear(), FIRST_YEAR, last);
        return IntStream.rangeClosed(from, last)
                .boxed()
                .sorted(Collections.reverseOrder())
                .toList();
    }

    /** The day it is, Pacific time. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Period.ZONE);
    }

    /**
     * Counts every figure anew from the facts.
     *
     * @return how many figures stood wrong, which is none unless a definition has changed
     */
    public Recount recount() {
        var recount = reach.ofAmparo(rollUp::recount);
        return new Recount(recount.facts(), recount.differences());
    }

    /** What a recount went through, and how many figures stood wrong before it. */
    public record Recount(long facts, long differences) {}

    private Revision revision() {
        return jdbc.queryForObject(
                "SELECT revision, counted_at FROM reporting.revision",
                (rows, number) ->
                        new Revision(rows.getLong(1), rows.getTimestamp(2).toInstant()));
    }

    /** In a transaction, as the reader: counts are all that their role in the database may read. */
    private List<Figure> of(Period period, long revision, Map<String, Double> agreed) {
        return Objects.requireNonNull(reading.execute(status -> figures(period, revision, agreed)));
    }

    /**
     * Each provider's part as agreed on the last day of the period, or today: the mean over the funds open then that agreed on shares, in
     * percent. It tells of no case.
     */
    private Map<String, Double> agreed(Period period) {
        var last = period.to().minusDays(1);
        var funds = directory.funds(last.isAfter(today()) ? today() : last).stream()
                .filter(fund -> !fund.shares().isEmpty())
                .toList();
        var agreed = new HashMap<String, Double>();
        funds.forEach(fund -> fund.shares()
                .forEach((provider, percent) ->
                        agreed.merge(provider.toString(), (double) percent / funds.size(), Double::sum)));
        return agreed;
    }

    private List<Figure> figures(Period period, long revision, Map<String, Double> agreed) {
        var spreads = spreads(period);
        var none = Collections.<Integer, Long>emptyNavigableMap();
        return year(period.year(), revision)
                .figures(period, (spread, row) -> spreads.getOrDefault(new Spreading(spread, row), none), agreed);
    }

    private YearBook year(int year, long revision) {
        var kept = years.get(year);
        if (kept == null || kept.revision() != revision) {
            kept = new Kept<>(revision, Map.of(), new YearBook(counts(year)));
            years.put(year, kept);
        }
        return kept.value();
    }

    private Map<Count, Long> counts(int year) {
        var counts = new HashMap<Count, Long>();
        jdbc.query(
                "SELECT month, measure, row_code, col_code, n FROM reporting.figure WHERE month >= ? AND month < ? OR month = ?",
                rows -> {
                    counts.put(
                            new Count(
                                    rows.getObject(1, LocalDate.class),
                                    Measure.valueOf(rows.getString(2)),
                                    rows.getString(3),
                                    rows.getString(4)),
                            rows.getLong(5));
                },
                LocalDate.of(year, 1, 1),
                LocalDate.of(year + 1, 1, 1),
                Tally.NOW);
        return counts;
    }

    private record Spreading(Spread spread, String row) {}

    private Map<Spreading, NavigableMap<Integer, Long>> spreads(Period period) {
        var spreads = new HashMap<Spreading, NavigableMap<Integer, Long>>();
        jdbc.query(
                "SELECT measure, row_code, bucket, sum(n) FROM reporting.spread WHERE month >= ? AND month < ? GROUP BY 1, 2, 3",
                rows -> {
                    spreads.computeIfAbsent(
                                    new Spreading(Spread.valueOf(rows.getString(1)), rows.getString(2)),
                                    key -> new TreeMap<>())
                            .put(rows.getInt(3), rows.getLong(4));
                },
                period.from(),
                period.to());
        return spreads;
    }
}
