package org.amparo.referrals;

import java.time.Clock;
import org.amparo.membership.OrganizationSuspended;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What referrals do when something ended elsewhere. */
@Component
class Aftermath {

    private final Dockets dockets;
    private final Referrals referrals;
    private final Offers offers;
    private final Clock clock;

    Aftermath(Dockets dockets, Referrals referrals, Offers offers, Clock clock) {
        this.dockets = dockets;
        this.referrals = referrals;
        this.offers = offers;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "referrals.recall")
    void on(OrganizationSuspended suspended) {
        offers.withdraw(
                referrals.lockLive(suspended.organization()),
                WithdrawReason.PROVIDER_SUSPENDED,
                suspended.actor(),
                clock.instant());
    }

    @ApplicationModuleListener(id = "referrals.conclusion")
    void on(ServiceEnded ended) {
        referrals.findById(ended.referral()).ifPresent(referral -> {
            dockets.conclude(referral.getCaseFile(), referral.getRound());
            referrals.save(referral.conclude(ended.actor(), ended.at()));
        });
    }
}
