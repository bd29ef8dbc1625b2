package org.amparo.referrals;

import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;

/** Who may read an offer: whoever routes or logs cases reads all; a provider its own. Only the provider asked may answer. */
final class ReferralsPolicy {

    private ReferralsPolicy() {}

    static boolean mayRead(OrganizationId asked, SignedIn by) {
        return by.is(Role.DISPATCHER) || by.is(Role.VOLUNTEER) || asked.equals(by.organization());
    }
}
