package org.amparo.referrals;

/** Where an offer stands. The first three are live: the provider may still answer. */
public enum ReferralStatus {
    OFFERED,
    /** Somebody at the provider has opened it. */
    VIEWED,
    /** The provider checked the conflict packet, found none and may read the file. */
    CONFLICT_CHECKED,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN,
    /** Was accepted, and the service that began with it has ended. */
    CONCLUDED;

    public boolean isLive() {
        return compareTo(CONFLICT_CHECKED) <= 0;
    }

    /** @return whether the provider took the case, now or once */
    public boolean isTaken() {
        return this == ACCEPTED || this == CONCLUDED;
    }
}
