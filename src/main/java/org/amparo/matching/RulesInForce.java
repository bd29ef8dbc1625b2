package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import org.amparo.kernel.Remembered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was decided of the rules, from memory: every drawing asks. What another node decides is seen within a second. */
@Component
class RulesInForce {

    private final Remembered<RuleHistory> history;

    RulesInForce(RuleSwitches switches, JdbcClient database) {
        this.history = new Remembered<>(
                switches::history,
                () -> database.sql("SELECT coalesce(max(version), 0) FROM matching.rule_switch")
                        .query(Long.class)
                        .single(),
                Duration.ofSeconds(1));
    }

    RuleHistory history() {
        return history.get();
    }

    RulesOfDay at(Instant now) {
        return history.get().on(now.atZone(OfficeHours.PACIFIC).toLocalDate());
    }

    void forget() {
        history.forget();
    }

    /** Called inside a transaction that decides: once it has committed, and before anybody reacts, the next reader reads again. */
    void forgetAfterCommit() {
        AfterCommit.first(this::forget);
    }
}
