package org.amparo.matching;

import java.time.Instant;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;

/** What became of the last offer of this round to a provider. Instants in UTC. */
public record AskedView(
        ReferralId referral,
        Answer answer,
        @Nullable DeclineReason reason,
        Instant offeredAt,
        @Nullable Instant answerDue,
        @Nullable Instant answeredAt) {

    /** Where the offer stands. */
    public enum Answer {
        LIVE,
        ACCEPTED,
        CONCLUDED,
        DECLINED,
        EXPIRED,
        WITHDRAWN,
        RECALLED
    }
}
