package org.amparo.representation;

import org.amparo.kernel.NotFound;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;

/** A matter is for its provider's people alone. The hotline is told how it stands, in codes. */
final class RepresentationPolicy {

    private RepresentationPolicy() {}

    static boolean isOwn(OrganizationId provider, SignedIn by) {
        return by.is(Role.PROVIDER) && provider.equals(by.organization());
    }

    static void requireProvider(SignedIn by) {
        if (!by.is(Role.PROVIDER)) {
            throw new NotFound();
        }
    }

    static void requireHotline(SignedIn by) {
        if (!by.is(Role.VOLUNTEER) && !by.is(Role.DISPATCHER)) {
            throw new NotFound();
        }
    }
}
