package org.amparo.referrals;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/**
 * One round of a case nobody has taken yet.
 *
 * @param since without a provider since, UTC
 * @param due when somebody should have said yes, UTC; in the past it is late
 * @param offers who is asked right now, the one with the least time left first
 */
public record QueueLine(
        CaseId caseFile,
        int round,
        HumanReference reference,
        RoutingState state,
        Instant since,
        Instant due,
        OfferFacts facts,
        List<LiveOffer> offers) {

    public record LiveOffer(
            ReferralId id,
            OrganizationId provider,
            String providerName,
            Route route,
            ReferralStatus status,
            Instant answerDue) {}
}
