package org.amparo.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Journeys in any number, made in the database, and the figures over them written as plain SQL: what a benchmark compares the
 * dashboard with, and what proves in tests that the figures are what their definitions say.
 */
public final class FiguresFixture {

    private static final String MONTH = "date_trunc('month', %s AT TIME ZONE 'America/Los_Angeles')::date";

    /** Counts by month and two codes, as {@code reporting.figure} holds them; {@code %s} takes a further condition on that moment. */
    private record Raw(
            String measure, String rows, String columns, String moment, String from, String where, String who) {

        Raw(String measure, String rows, String columns, String moment, String from, String where) {
            this(measure, rows, columns, moment, from, where, "NOT refused");
        }

        String sql(String condition) {
            return "SELECT " + MONTH.formatted(moment) + " AS month, '" + measure + "' AS measure, " + rows
                    + " AS row_code, " + columns + " AS col_code, count(*) AS n FROM " + from
                    + " WHERE NOT duplicate AND " + who + " AND " + where + condition + " GROUP BY 1, 2, 3, 4";
        }

        String during() {
            return sql(" AND " + moment + " >= ?::timestamptz AND " + moment + " < ?::timestamptz");
        }
    }

    private static final String JOURNEY = "reporting.journey";
    private static final String DAYS = "((contacted_at AT TIME ZONE 'America/Los_Angeles')::date - detained_on)";

    private static final List<Raw> COUNTS = List.of(
            new Raw("CASES", "step", "''", "opened_at", JOURNEY, "true"),
            new Raw("LEFT_OUT", "''", "''", "opened_at", JOURNEY, "true", "refused"),
            new Raw("OFFERS", "urgency", "''", "offered_at", JOURNEY, "offered_at IS NOT NULL"),
            new Raw("ACCEPTANCES", "urgency", "''", "accepted_at", JOURNEY, "accepted_at IS NOT NULL"),
            new Raw("CONTACTS", "urgency", "''", "contacted_at", JOURNEY, "contacted_at IS NOT NULL"),
            new Raw("LANGUAGE", "language", "''", "opened_at", JOURNEY, "true"),
            new Raw("STAGE", "stage", "''", "opened_at", JOURNEY, "true"),
            new Raw("AGENCY", "agency", "''", "opened_at", JOURNEY, "true"),
            new Raw("PLACE", "office", "facility", "opened_at", JOURNEY, "true"),
            new Raw("UNMET", "unmet_cause", "''", "unmet_at", JOURNEY, "unmet_at IS NOT NULL"),
            new Raw(
                    "CUSTODY",
                    "CASE WHEN detained_on IS NULL OR " + DAYS + " < 0 THEN 'unknown' WHEN " + DAYS
                            + " <= 2 THEN 'D0_2' WHEN " + DAYS
                            + " <= 7 THEN 'D3_7' WHEN " + DAYS + " <= 14 THEN 'D8_14' WHEN " + DAYS
                            + " <= 30 THEN 'D15_30' WHEN "
                            + DAYS + " <= 60 THEN 'D31_60' ELSE 'D61' END",
                    "''",
                    "contacted_at",
                    JOURNEY,
                    "contacted_at IS NOT NULL"),
            new Raw(
                    "MATTERS",
                    "coalesce(fund::text, 'unfunded')",
                    "result",
                    "accepted_at",
                    "reporting.placement",
                    "true"));

    /** A waiting time, in minutes: from one moment of a journey to another. */
    private record Wait(String measure, String from, String to) {}

    private static final List<Wait> WAITS = List.of(
            new Wait("OFFER", "opened_at", "offered_at"),
            new Wait("ACCEPTANCE", "offered_at", "accepted_at"),
            new Wait("CONTACT", "opened_at", "contacted_at"));

    private FiguresFixture() {}

    /**
     * Replaces all figures by those of so many cases, opened evenly over the eighteen months before {@code until}, with the same
     * cases for the same number. Takes about ten seconds for a million.
     */
    public static void fill(JdbcTemplate jdbc, int cases, LocalDate until) {
        for (var table : List.of("arrival", "fact", "journey", "placement", "figure", "spread")) {
            jdbc.execute("TRUNCATE reporting." + table);
        }
        jdbc.execute((java.sql.Connection connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT setseed(0.42)");
                statement.execute(journeys(cases, until));
            }
            return true;
        });
        jdbc.execute("""
                INSERT INTO reporting.placement
                SELECT md5(case_id::text)::uuid, case_id, duplicate, accepted_at,
                       ('01900000-0000-7000-8000-' || lpad((3 + abs(hashtext(case_id::text)) % 40)::text, 12, '0'))::uuid,
                       CASE abs(hashtext(case_id::text || 'fund')) % 5 WHEN 0 THEN NULL
                            ELSE ('01900000-0000-7002-8000-' || lpad((abs(hashtext(case_id::text || 'fund')) % 5)::text, 12, '0'))::uuid END,
                       16, CASE WHEN step <> 'CONCLUDED' THEN 'PENDING'
                                ELSE (ARRAY['REMAINED','REMAINED','REMAINED','NOT_REMAINED','NOT_REMAINED','UNDECIDED','OTHERWISE'])
                                     [1 + abs(hashtext(case_id::text || 'result')) % 7] END,
                       step <> 'CONCLUDED', refused
                FROM reporting.journey WHERE accepted_at IS NOT NULL
                """);
        for (var raw : COUNTS) {
            jdbc.execute("INSERT INTO reporting.figure (month, measure, row_code, col_code, n) " + raw.sql(""));
        }
        for (var wait : WAITS) {
            jdbc.execute("""
                    INSERT INTO reporting.spread (month, measure, row_code, bucket, n)
                    SELECT %s, '%s', urgency, CASE WHEN minutes < 1 THEN 0 ELSE 1 + floor(ln(minutes) / ln(1.1))::int END, count(*)
                    FROM (SELECT %3$s, urgency, extract(epoch FROM %3$s - %4$s)::float8 / 60 AS minutes FROM reporting.journey
                          WHERE NOT duplicate AND NOT refused) waits
                    WHERE minutes IS NOT NULL GROUP BY 1, 2, 3, 4
                    """.formatted(MONTH.formatted(wait.to()), wait.measure(), wait.to(), wait.from()));
        }
        jdbc.update("UPDATE reporting.revision SET revision = revision + 1");
        jdbc.execute("ANALYZE reporting.journey");
        jdbc.execute("ANALYZE reporting.placement");
        jdbc.execute("ANALYZE reporting.figure");
        jdbc.execute("ANALYZE reporting.spread");
    }

    private static String journeys(int cases, LocalDate until) {
        return """
                INSERT INTO reporting.journey
                SELECT ('01900000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, opened, i %% 97 = 0, step,
                       (ARRAY['U0','U1','U1','U2','U2','U2','U3','U3','U3','U4'])[1 + floor(r2 * 10)::int],
                       (ARRAY['es','es','es','es','es','es','mam','quc','kjb','mix','zap','en'])[1 + floor(r3 * 12)::int],
                       (ARRAY['IMMIGRATION_DETENTION','LOCAL_ARREST','POLICE_STOP','unknown'])[1 + floor(r4 * 4)::int],
                       (ARRAY['ICE_ERO','LASD','LAPD','CBP','CDCR','unknown'])[1 + floor(r5 * 6)::int],
                       (ARRAY['LOS','LOS','SFR','SFR','SND'])[1 + floor(r6 * 5)::int],
                       (ARRAY['ADLNTCA','CADESVI','CACTYCA','GLDSACA','CCASDCA'])[1 + floor(r6 * 5)::int],
                       CASE WHEN r7 < 0.8 THEN (opened AT TIME ZONE 'America/Los_Angeles')::date - floor(r7 * 30)::int END,
                       CASE WHEN step IN ('OFFERED','ACCEPTED','CONTACTED','CONCLUDED') THEN offered END,
                       CASE WHEN step IN ('ACCEPTED','CONTACTED','CONCLUDED') THEN accepted END,
                       CASE WHEN step IN ('CONTACTED','CONCLUDED') THEN accepted + interval '1 minute' * exp(r2 * 8) END,
                       CASE WHEN step = 'OFFERED' AND r3 < 0.5 THEN
                            (ARRAY['NO_CAPACITY','FUND_RULE','LANGUAGE','PLACE','ALL_DECLINED'])[1 + floor(r4 * 5)::int] END,
                       CASE WHEN step = 'OFFERED' AND r3 < 0.5 THEN offered + interval '1 day' END,
                       i %% 53 = 0
                FROM (SELECT i, opened, r2, r3, r4, r5, r6, r7,
                             opened + interval '1 minute' * exp(r8 * 7) AS offered,
                             opened + interval '1 minute' * exp(r8 * 7) + interval '1 minute' * exp(r1 * 9) AS accepted,
                             (ARRAY['OPENED','CONSENTED','OFFERED','OFFERED','OFFERED','ACCEPTED','CONTACTED','CONTACTED','CONCLUDED',
                                    'CONCLUDED'])[1 + floor(r1 * 10)::int] AS step
                      FROM (SELECT i, timestamptz '%s 00:00+00' - interval '1 second' * (47304000.0 * i / %d) AS opened,
                                   random() r1, random() r2, random() r3, random() r4, random() r5, random() r6, random() r7,
                                   random() r8
                            FROM generate_series(1, %d) i OFFSET 0) drawn) told
                """.formatted(until, cases, cases);
    }

    /** Answers what the dashboard shows of counts and waiting times of that period, from the journeys, and returns how many rows came. */
    public static long askJourneys(JdbcTemplate jdbc, Period period) {
        var from = period.from().atStartOfDay(Period.ZONE).toInstant().toString();
        var to = period.to().atStartOfDay(Period.ZONE).toInstant().toString();
        var rows = 0L;
        for (var raw : COUNTS) {
            rows += jdbc.queryForList(raw.during(), from, to).size();
        }
        for (var wait : WAITS) {
            rows += jdbc.queryForList("""
                            SELECT urgency, count(w), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY w)
                            FROM (SELECT urgency, extract(epoch FROM %1$s - %2$s) AS w FROM reporting.journey
                                  WHERE NOT duplicate AND NOT refused AND %1$s >= ?::timestamptz AND %1$s < ?::timestamptz) waits
                            GROUP BY GROUPING SETS ((urgency), ())
                            """.formatted(wait.to(), wait.from()), from, to)
                    .size();
        }
        return rows;
    }

    /** The counts of all months straight from the journeys, to compare with the figures. */
    static List<Map<String, Object>> counts(JdbcTemplate jdbc) {
        return jdbc.queryForList("SELECT * FROM ("
                + String.join(
                        " UNION ALL ", COUNTS.stream().map(raw -> raw.sql("")).toList())
                + ") counts ORDER BY 1, 2, 3, 4");
    }

    static List<String> measures() {
        return COUNTS.stream().map(Raw::measure).toList();
    }
}
