package org.amparo.referrals;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * One round of a case nobody has taken yet, or whose provider was asked whether they keep it.
 *
 * @param since without a provider since, UTC
 * @param due when somebody should have said yes, UTC; in the past it is late
 * @param offers who is asked right now, the one with the least time left first
 * @param changedAt when something was told last that opened the question again who can take it, UTC
 * @param waiting what has to come before anybody, or anybody else, is asked
 * @param question for a case that is placed: what who has it was asked and has not answered
 */
public record QueueLine(
        CaseId caseFile,
        int round,
        HumanReference reference,
        RoutingState state,
        Instant since,
        Instant due,
        OfferFacts facts,
        List<LiveOffer> offers,
        @Nullable Instant changedAt,
        @Nullable Reopening changedBecause,
        @Nullable Questioned question,
        @Nullable Waiting waiting) {

    /** The provider that has the case, and what it was asked. */
    public record Questioned(
            ReferralId referral, OrganizationId provider, String providerName, PlacementQuestion asked) {}

    /** @param readUntil until when its provider has the case to itself for having opened it, UTC */
    public record LiveOffer(
            ReferralId id,
            OrganizationId provider,
            String providerName,
            Route route,
            ReferralStatus status,
            Instant answerDue,
            boolean held,
            @Nullable Looked looked,
            @Nullable Instant readUntil) {

        /** The same in a case that waits for no reader. */
        LiveOffer reservedToNobody() {
            return new LiveOffer(id, provider, providerName, route, status, answerDue, held, looked, null);
        }
    }
}
