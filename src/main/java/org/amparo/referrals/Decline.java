package org.amparo.referrals;

import org.jspecify.annotations.Nullable;

/** Command: say no. */
public record Decline(
        ReferralId referral, DeclineReason reason, @Nullable DeclineDetail detail) {}
