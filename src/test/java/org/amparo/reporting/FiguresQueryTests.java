package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.test.ApplicationModuleTest;

@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class FiguresQueryTests {

    private final FiguresDesk desk;
    private final JdbcTemplate jdbc;

    FiguresQueryTests(FiguresDesk desk, JdbcTemplate jdbc) {
        this.desk = desk;
        this.jdbc = jdbc;
    }

    @Test
    void readsTheDashboardFromFiguresAlone() {
        FiguresFixture.fill(jdbc, 5_000, LocalDate.of(2026, 10, 31));
        var plan = String.join(
                "\n",
                jdbc.queryForList(
                        "EXPLAIN SELECT month, measure, row_code, col_code, n FROM reporting.figure WHERE month >= '2026-01-01'"
                                + " AND month < '2027-01-01' OR month = '1970-01-01'",
                        String.class));
        assertThat(plan).contains("figure").doesNotContain("journey");

        var report = desk.report(Period.of("2026-Q3"));
        var raw = jdbc.queryForObject("""
                SELECT count(*) FROM reporting.journey WHERE NOT duplicate AND NOT refused
                AND opened_at >= '2026-07-01 00:00 America/Los_Angeles' AND opened_at < '2026-10-01 00:00 America/Los_Angeles'
                """, Double.class);
        var funnel = report.figure(FigureName.FUNNEL);
        assertThat(funnel.lines().get(1).cells().getFirst().value())
                .isEqualTo(raw)
                .isGreaterThan(500);
        assertThat(FiguresFixture.askJourneys(jdbc, Period.of("2026-Q3"))).isGreaterThan(20);
    }

    @Test
    void readsMediansWithinFivePercentOfTheExactOnes() {
        FiguresFixture.fill(jdbc, 5_000, LocalDate.of(2026, 10, 31));
        var times = desk.report(Period.of("2026-Q3")).figure(FigureName.TIME_TO_OFFER);
        var exact = jdbc.queryForObject("""
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM offered_at - opened_at) / 60)
                FROM reporting.journey WHERE NOT duplicate AND NOT refused
                AND opened_at >= '2026-07-01 00:00 America/Los_Angeles' AND opened_at < '2026-10-01 00:00 America/Los_Angeles'
                """, Double.class);
        var told = times.cell(times.whole(), FigureName.Column.MEDIAN_MINUTES).value();
        assertThat(told).isNotNull();
        assertThat(told / exact).isBetween(0.94, 1.06);
    }

    @Test
    void holdsNoTextWiderThanACode() {
        var wide = jdbc.queryForList("""
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = 'reporting' AND data_type NOT IN ('bigint', 'integer', 'smallint', 'boolean', 'date', 'uuid',
                      'timestamp with time zone')
                  AND NOT (data_type = 'character varying' AND character_maximum_length <= 40)
                """, String.class);
        assertThat(wide).isEmpty();
    }
}
