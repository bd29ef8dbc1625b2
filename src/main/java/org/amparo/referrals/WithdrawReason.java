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
    FACTS_CHANGED;

    /** Whether somebody else is to be found by itself: the case is neither placed, nor in a dispatcher's hand, nor not to be offered. */
    public boolean leavesTheCaseToBeRouted() {
        return switch (this) {
            case PROVIDER_SUSPENDED, FACTS_CHANGED -> true;
            case PLACED_ELSEWHERE, BY_DISPATCHER, CONSENT_WITHDRAWN, CASE_CLOSED -> false;
        };
    }
}
