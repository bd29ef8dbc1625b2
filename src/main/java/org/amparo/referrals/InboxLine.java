package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.FundId;
import org.jspecify.annotations.Nullable;

/**
 * A live offer in a provider's inbox. Times are in UTC; {@code facts} are as they are now; {@code looked} says that they changed since it was offered.
 *
 * @param reserved that it is being read, by this provider or by another one, and until when nobody else's yes counts
 */
public record InboxLine(
        ReferralId id,
        CaseId caseFile,
        int round,
        HumanReference reference,
        Route route,
        ReferralStatus status,
        Instant offeredAt,
        Instant answerDue,
        DueReason dueBecause,
        @Nullable FundId fund,
        @Nullable String fundName,
        OfferFacts facts,
        boolean held,
        @Nullable Looked looked,
        @Nullable Reserved reserved) {

    InboxLine with(@Nullable Reserved reading) {
        return new InboxLine(
                id,
                caseFile,
                round,
                reference,
                route,
                status,
                offeredAt,
                answerDue,
                dueBecause,
                fund,
                fundName,
                facts,
                held,
                looked,
                reading);
    }
}
