package org.amparo.membership.web;

import java.util.Set;
import org.amparo.kernel.Rejected;

/** The share agreed with one provider, as it was typed; zero ends it. */
record ShareForm(String organization, String percent, String version) {

    private static final Set<String> ABOUT_THE_HOLDER =
            Set.of("membership-organization-unknown", "membership-share-not-provider");

    ShareForm {
        organization = Typed.text(organization);
        percent = Typed.text(percent);
        version = Typed.text(version);
    }

    /** What is refused about all shares is said at the field of the form that caused it. */
    static Rejected.Fault asHere(Rejected.Fault fault) {
        if (!fault.field().equals("shares")) {
            return fault;
        }
        return fault.at(ABOUT_THE_HOLDER.contains(fault.code()) ? "organization" : "percent");
    }
}
