package org.amparo.benchmark;

import org.springframework.jdbc.core.JdbcTemplate;

/** The funnel of a year as one query over every case, which is what the dashboard would cost without figures kept ready. */
final class RawFigures {

    private final JdbcTemplate database;

    RawFigures(JdbcTemplate database) {
        this.database = database;
    }

    void query() {
        database.queryForList("""
                SELECT urgency, count(*), count(offered_at), count(accepted_at), count(contacted_at),
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY offered_at - opened_at),
                       percentile_cont(0.9) WITHIN GROUP (ORDER BY accepted_at - offered_at)
                  FROM reporting.journey
                 WHERE opened_at >= date_trunc('year', now()) AND NOT duplicate
                 GROUP BY urgency""");
    }
}
