package org.amparo.matching;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices that another week has begun. What was promised for the last one counts no more from that moment on, without anything being done;
 * but whoever waits must be looked at again, since providers that were full may have room. Every node does so once a week and once
 * when it starts: drawing the same twice changes nothing, and no restart in the night to Monday is missed.
 */
@Component
class WeekTurn {

    private final Redrawing redrawing;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    private @Nullable Week last;

    WeekTurn(Redrawing redrawing, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.redrawing = redrawing;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${amparo.matching.week-turn-every:1m}",
            initialDelayString = "${amparo.matching.week-turn-every:1m}")
    void look() {
        var week = Week.of(clock.instant());
        if (!week.equals(last)) {
            if (anythingEndsWithAWeek()) {
                redrawing.weekBegan();
            }
            last = week;
        }
    }

    private boolean anythingEndsWithAWeek() {
        return Boolean.TRUE.equals(transactions.execute(
                status -> jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM matching.practice WHERE by_week_since IS NOT NULL
                            OR jsonb_path_exists(weeks, '$[*].promises.*.fullSince ? (@ != null)'))
                        """).query(Boolean.class).single()));
    }
}
