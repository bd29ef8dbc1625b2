package org.amparo.intake;

/** What lets the caller speak for the person who needs help. */
public enum Authority {
    /** The caller is the person. */
    OWN,
    /** The person asked the caller to. */
    ASKED_BY_PERSON,
    /** A power of attorney or another paper. */
    IN_WRITING,
    /** Parent or guardian of a minor. */
    GUARDIAN,
    /** Family, without being asked. */
    FAMILY,
    NONE,
    UNKNOWN
}
