package org.amparo.matching;

import org.amparo.kernel.NotFound;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;

/**
 * Who may what with practices and shortlists. A provider describes its own practice; dispatchers and stewards may for any. Shortlists name other
 * providers and are for volunteers and dispatchers; a provider asks why a case came to itself. Dispatchers plan
 * the docket. Stewards change how cases are routed. Leads and stewards ask what more would have changed.
 */
final class MatchingPolicy {

    private MatchingPolicy() {}

    static void requirePractice(OrganizationId provider, SignedIn by) {
        require(by.is(Role.PROVIDER) && by.organization().equals(provider)
                || by.is(Role.DISPATCHER)
                || by.is(Role.STEWARD));
    }

    static void requireAllPractices(SignedIn by) {
        require(by.is(Role.DISPATCHER) || by.is(Role.STEWARD));
    }

    static void requireShortlist(SignedIn by) {
        require(by.is(Role.VOLUNTEER) || by.is(Role.DISPATCHER));
    }

    static void requireDrawing(SignedIn by) {
        require(by.is(Role.DISPATCHER));
    }

    static void requireProvider(SignedIn by) {
        require(by.is(Role.PROVIDER));
    }

    static void requirePlan(SignedIn by) {
        require(by.is(Role.DISPATCHER));
    }

    static void requireWhatIf(SignedIn by) {
        require(by.is(Role.LEAD) || by.is(Role.STEWARD));
    }

    static void requireSettings(SignedIn by) {
        require(by.is(Role.STEWARD) || by.is(Role.DISPATCHER));
    }

    static void requireChangeOfSettings(SignedIn by) {
        require(by.is(Role.STEWARD));
    }

    private static void require(boolean may) {
        if (!may) {
            throw new NotFound();
        }
    }
}
