package org.amparo.referrals;

/** How an offer came about. */
public enum Route {
    /** To several at once, the first acceptance wins. */
    BROADCAST,
    /** To one after the other. */
    IN_ORDER,
    /** A dispatcher chose, or has to choose. */
    BY_HAND,
    /** To those who have somebody on call, before the others. */
    ROTA
}
