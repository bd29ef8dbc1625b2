package org.amparo.referrals;

/** How an offer came about. */
public enum Route {
    /** To several at once, the first acceptance wins. */
    BROADCAST,
    /** To one after the other. */
    IN_ORDER,
    /** A dispatcher chose. */
    BY_HAND
}
