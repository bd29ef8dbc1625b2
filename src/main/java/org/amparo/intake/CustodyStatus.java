package org.amparo.intake;

/** Where a person stands with custody. A track of its own, never mixed with the legal case or the service. */
public enum CustodyStatus {
    /** In the custody of ICE. */
    DETAINED,
    /** Held by a local or state agency, ICE may come. */
    LOCAL_CUSTODY,
    NOT_DETAINED,
    /** Was in ICE custody and has been released. */
    RELEASED,
    /** Removed or departed. */
    OUTSIDE_COUNTRY,
    UNKNOWN
}
