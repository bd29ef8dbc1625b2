package org.amparo.matching;

import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;

/** A provider as the rules see it. */
record Candidate(OrganizationId provider, Standing standing, PracticeSheet practice) {

    Offering offering() {
        return practice.offering();
    }
}
