package org.amparo.referrals;

/** Which clock ends an offer: the earliest one. */
public enum DueReason {
    /** The answer time the coalition promises for the urgency. */
    ANSWER_TIME,
    /** The day of the next hearing begins. */
    HEARING,
    /** Removal is feared from then on. */
    REMOVAL_RISK,
    /** Consent was given for the person by somebody else, and ends unless they ratify it. */
    CONSENT
}
