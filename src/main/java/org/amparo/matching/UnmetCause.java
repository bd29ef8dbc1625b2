package org.amparo.matching;

/** Why nobody could take a case: evidence for the next funding round. */
public enum UnmetCause {
    NO_CAPACITY,
    FUND_RULE,
    CONFLICT,
    LANGUAGE,
    PLACE,
    SERVICE,
    TOO_LATE,
    /** Everybody who could was asked, and nobody said yes. */
    ALL_DECLINED
}
