package org.amparo.referrals;

/** Command: what becomes of a placement that was asked about. */
public record PlacementAnswer(ReferralId referral, Choice choice) {

    public enum Choice {
        KEEP,
        /** The service ends, and what it undertook to do is routed again as the next need of the case. */
        HAND_BACK
    }
}
