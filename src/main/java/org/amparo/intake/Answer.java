package org.amparo.intake;

/** The answer to a question on the phone. "Unknown", "refused" and "not asked" are real answers. */
public enum Answer {
    YES,
    NO,
    UNKNOWN,
    REFUSED,
    NOT_ASKED
}
