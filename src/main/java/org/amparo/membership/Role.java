package org.amparo.membership;

/** What a member may do. Given by membership, never by the identity provider, so that a suspension works at once. */
public enum Role {
    /** Logs calls and intakes. */
    VOLUNTEER,
    /** Routes cases to providers. */
    DISPATCHER,
    /** Answers offers and keeps matters for the own organization. */
    PROVIDER,
    /** Sees figures, never a person. */
    LEAD,
    /** Keeps organizations, people, funds and lists in order. */
    STEWARD
}
