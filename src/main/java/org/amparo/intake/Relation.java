package org.amparo.intake;

/** What the caller is to the person who needs help. */
public enum Relation {
    /** The caller is the person. */
    SELF,
    SPOUSE,
    PARTNER,
    PARENT,
    CHILD,
    SIBLING,
    OTHER_RELATIVE,
    FRIEND,
    EMPLOYER,
    ATTORNEY,
    ORGANIZATION,
    WITNESS,
    OTHER,
    UNKNOWN
}
