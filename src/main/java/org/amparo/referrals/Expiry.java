package org.amparo.referrals;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets offers expire nobody answered in time. Every node runs it: each offer is a transaction of its own and is skipped while another
 * node or an answering provider holds it, so that one that cannot be ended keeps no other from it.
 */
@Component
class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 500;

    private final Referrals referrals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Expiry(Referrals referrals, PlatformTransactionManager transactions, Clock clock) {
        this.referrals = referrals;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${amparo.referrals.expiry-every:PT15S}", initialDelayString = "PT15S")
    void onSchedule() {
        run();
    }

    /** @return how many offers were ended */
    int run() {
        var now = clock.instant();
        return (int) referrals.overdue(now, BATCH).stream()
                .filter(id -> expire(id, now))
                .count();
    }

    private boolean expire(UUID id, Instant now) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> referrals
                    .lockOverdue(id, now)
                    .map(referral -> referrals.saveAndFlush(referral.expire(now)))
                    .isPresent()));
        } catch (RuntimeException trouble) {
            LOG.error("referral {} could not expire and is tried again", id, trouble);
            return false;
        }
    }
}
