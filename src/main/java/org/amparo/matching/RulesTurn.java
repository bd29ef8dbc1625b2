package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices the day from which a decision on the rules holds. It holds from that midnight on without anything being done; but whoever waits must be
 * looked at again. Every node does so once on that day, and once when it starts on it: drawing the same twice changes nothing.
 */
@Component
class RulesTurn {

    private final Redrawing redrawing;
    private final RulesInForce rules;
    private final TransactionTemplate transactions;
    private final Clock clock;

    private @Nullable LocalDate last;

    RulesTurn(Redrawing redrawing, RulesInForce rules, TransactionTemplate transactions, Clock clock) {
        this.redrawing = redrawing;
        this.rules = rules;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${amparo.matching.rules-turn-every:1m}",
            initialDelayString = "${amparo.matching.rules-turn-every:1m}")
    void look() {
        var today = clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
        if (!today.equals(last)) {
            if (Boolean.TRUE.equals(
                    transactions.execute(status -> rules.history().turnsOn(today)))) {
                redrawing.rulesTurned();
            }
            last = today;
        }
    }
}
