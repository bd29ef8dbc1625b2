package org.amparo.referrals;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What referrals do when something ended elsewhere. */
@Component
class Aftermath {

    private final Dockets dockets;
    private final Referrals referrals;

    Aftermath(Dockets dockets, Referrals referrals) {
        this.dockets = dockets;
        this.referrals = referrals;
    }

    @ApplicationModuleListener(id = "referrals.conclusion")
    void on(ServiceEnded ended) {
        referrals.findById(ended.referral()).ifPresent(referral -> {
            dockets.conclude(referral.getCaseFile(), referral.getRound());
            referrals.save(referral.conclude(ended.actor(), ended.at()));
        });
    }
}
