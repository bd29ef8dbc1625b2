package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.FundId;
import org.jspecify.annotations.Nullable;

/** A live offer in a provider's inbox. Times are in UTC; {@code facts} are as they are now; {@code looked} says that they changed since it was offered. */
public record InboxLine(
        ReferralId id,
        CaseId caseFile,
        int round,
        HumanReference reference,
        ReferralStatus status,
        Instant offeredAt,
        Instant answerDue,
        DueReason dueBecause,
        @Nullable FundId fund,
        @Nullable String fundName,
        OfferFacts facts,
        boolean held,
        @Nullable Looked looked) {}
