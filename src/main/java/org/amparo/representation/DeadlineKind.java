package org.amparo.representation;

/** What must be done by a day. */
public enum DeadlineKind {
    BOND_APPEAL,
    BIA_APPEAL,
    PETITION_FOR_REVIEW,
    /** Asylum within one year of the last arrival. */
    ASYLUM_ONE_YEAR,
    APPLICATION,
    EVIDENCE,
    MOTION,
    BRIEF,
    STAY_REQUEST,
    OTHER
}
