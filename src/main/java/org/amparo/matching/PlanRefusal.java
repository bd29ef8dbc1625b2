package org.amparo.matching;

/** Why a planned pair was not passed on when the plan was committed. */
public enum PlanRefusal {
    /** Somebody has accepted the case in the meantime. */
    PLACED,
    /** The case was closed. */
    CLOSED,
    /** Consent was withdrawn, or has lapsed. */
    NO_CONSENT,
    /** The case was linked to another file about the same person. */
    LINKED,
    /** The case was offered in the meantime. */
    UNDER_OFFER,
    /** The provider's room is used up by now. */
    NO_ROOM,
    /** A rule stands against the provider by now. */
    RULE
}
