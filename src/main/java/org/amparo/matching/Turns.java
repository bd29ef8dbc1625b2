package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.amparo.membership.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notices that another day or week has begun. From that midnight on other rules hold, a fund pays by other rules, and what was promised for the last
 * week counts no more, without anything being done; but whoever waits or is asked must be looked at again. Every node does so once
 * for each day and week, and once when it starts: looking twice changes nothing, and no restart in the night is missed.
 */
@Component
class Turns {

    private static final String EVERY = "${amparo.matching.turn-every:1m}";

    private final Redrawing redrawing;
    private final RulesInForce rules;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Last<LocalDate> lastDay = new Last<>();
    private final Last<Week> lastWeek = new Last<>();

    Turns(Redrawing redrawing, RulesInForce rules, Directory directory, JdbcClient jdbc, Clock clock) {
        this.redrawing = redrawing;
        this.rules = rules;
        this.directory = directory;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = EVERY, initialDelayString = EVERY)
    void day() {
        var today = today();
        lastDay.turn(today, () -> {
            var history = rules.history();
            if (history.turnsOn(today)) {
                redrawing.rulesTurned(history.putInForceOn(today));
            }
            if (!directory.funds(today).equals(directory.funds(today.minusDays(1)))) {
                redrawing.fundsTurned(today);
            }
        });
    }

    @Scheduled(fixedDelayString = EVERY, initialDelayString = EVERY)
    void week() {
        var week = Week.of(today());
        lastWeek.turn(week, () -> {
            if (anythingEndsWithAWeek()) {
                redrawing.weekBegan(week);
            }
        });
    }

    private LocalDate today() {
        return clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
    }

    private boolean anythingEndsWithAWeek() {
        return Boolean.TRUE.equals(jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM matching.practice WHERE by_week_since IS NOT NULL
                            OR jsonb_path_exists(weeks, '$[*].promises.*.fullSince ? (@ != null)'))
                        """).query(Boolean.class).single());
    }

    /** What was noticed last. What fails has not been noticed, and is tried again. */
    private static final class Last<T> {

        private @Nullable T last;

        void turn(T present, Runnable deed) {
            if (!Objects.equals(present, last)) {
                deed.run();
                last = present;
            }
        }
    }
}
