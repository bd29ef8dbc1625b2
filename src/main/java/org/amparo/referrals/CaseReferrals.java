package org.amparo.referrals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/** The search for a provider of one case: the latest round first, and in each the latest offer first. */
public record CaseReferrals(CaseId caseFile, HumanReference reference, List<Round> rounds) {

    /**
     * @param since without a provider since, UTC
     * @param due when somebody should have said yes, UTC
     * @param waiting what has to come before anybody, or anybody else, is asked
     */
    public record Round(
            int round,
            RoutingState state,
            Set<Service> needs,
            Instant since,
            Instant due,
            List<ReferralView> offers,
            @Nullable Waiting waiting) {}
}
