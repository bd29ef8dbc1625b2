package org.amparo.referrals;

import java.util.Set;
import org.amparo.kernel.Service;

/** Command: take the case. An empty scope means all that is needed; a smaller one leaves a need that is routed again. */
public record Acceptance(ReferralId referral, Set<Service> scope) {

    public Acceptance {
        scope = Set.copyOf(scope);
    }
}
