package org.amparo.referrals;

import java.time.Clock;
import org.amparo.kernel.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells that rounds have waited long enough: the morning has come, those on call had their time, or a dispatcher should have chosen. Every node
 * runs it; each round is told of once, by the node that takes it.
 */
@Component
class Waits {

    private static final int AT_ONCE = 100;

    private final Dockets dockets;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Waits(Dockets dockets, ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.dockets = dockets;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${amparo.referrals.waits-every:PT15S}", initialDelayString = "PT15S")
    void onSchedule() {
        run();
    }

    /** @return how many rounds were told of */
    int run() {
        var told = 0;
        int taken;
        do {
            taken = tell();
            told += taken;
        } while (taken == AT_ONCE);
        return told;
    }

    private int tell() {
        var taken = transaction.execute(status -> {
            var now = clock.instant();
            var over = dockets.takeOver(AT_ONCE, now);
            over.forEach(each -> events.publishEvent(new WaitEnded(
                    each.caseFile(), each.round(), each.reference(), each.what(), each.quiet(), Actor.system(), now)));
            return over.size();
        });
        return taken == null ? 0 : taken;
    }
}
