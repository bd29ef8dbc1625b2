package org.amparo.referrals;

import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;

/** Who may read an offer: whoever routes or logs cases reads all; a provider its own. Only the provider asked may answer. */
final class ReferralsPolicy {

    private ReferralsPolicy() {}

    /** Whether the provider keeps what it has is said by the provider, or by a dispatcher who spoke with it. */
    static boolean maySayWhetherItKeeps(OrganizationId provider, SignedIn by) {
        return by.is(Role.DISPATCHER) || by.is(Role.PROVIDER) && provider.equals(by.organization());
    }

    static boolean mayRead(OrganizationId asked, SignedIn by) {
        return by.is(Role.DISPATCHER) || by.is(Role.VOLUNTEER) || asked.equals(by.organization());
    }
}
