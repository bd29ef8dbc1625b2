package org.amparo.matching;

import java.time.Instant;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;

/** One offer of a case as matching remembers it: who was asked in which round, and what became of it. */
record Asked(
        ReferralId referral,
        int round,
        OrganizationId provider,
        Answer answer,
        @Nullable DeclineReason reason,
        Instant offeredAt,
        @Nullable Instant answerDue,
        @Nullable Instant answeredAt) {

    enum Answer {
        LIVE,
        ACCEPTED,
        CONCLUDED,
        DECLINED,
        EXPIRED,
        /** Taken back for a reason that has nothing to do with the provider's answer. */
        WITHDRAWN,
        /** Taken back because facts or standing had changed: may be asked again when they allow it. */
        RECALLED
    }
}
