package org.amparo.matching;

import java.time.Clock;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralConcluded;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Uses room when a case is accepted and gives it back when the service has ended: each once for a referral, however often it is told. */
@Component
class CapacityKeeping {

    private final CapacityUses uses;
    private final Practices practices;
    private final PracticeBook book;
    private final Clock clock;

    CapacityKeeping(CapacityUses uses, Practices practices, PracticeBook book, Clock clock) {
        this.uses = uses;
        this.practices = practices;
        this.book = book;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "matching.use-capacity")
    void on(ReferralAccepted accepted) {
        if (uses.begin(accepted.referral(), accepted.provider(), accepted.scope(), accepted.at())) {
            var practice = practice(accepted.provider());
            practices.save(practice.use(accepted.scope(), accepted.at(), accepted.actor(), clock.instant()));
            book.turnPageAfterCommit();
        }
    }

    @ApplicationModuleListener(id = "matching.give-capacity-back")
    void on(ReferralConcluded concluded) {
        uses.end(concluded.referral(), concluded.provider(), concluded.at()).ifPresent(use -> {
            practices.save(practice(concluded.provider())
                    .giveBack(use.services(), use.begunAt(), concluded.actor(), clock.instant()));
            book.turnPageAfterCommit();
        });
    }

    /** A provider may accept what a dispatcher offered by hand before it ever described its practice. */
    private Practice practice(OrganizationId provider) {
        return practices.lock(provider).orElseGet(() -> new Practice(provider, clock.instant()));
    }
}
