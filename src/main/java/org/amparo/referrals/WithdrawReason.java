package org.amparo.referrals;

/** Why an offer was taken back. */
public enum WithdrawReason {
    /** Another provider accepted. */
    PLACED_ELSEWHERE,
    BY_DISPATCHER,
    CONSENT_WITHDRAWN,
    PROVIDER_SUSPENDED,
    CASE_CLOSED,
    /** Something changed, and after another look the provider cannot take the case. */
    FACTS_CHANGED
}
