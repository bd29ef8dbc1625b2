package org.amparo.matching;

/** How a provider says how much room it has. */
public enum Rooming {
    /** So many cases at a time, until it says otherwise. */
    STANDING,
    /** So many new cases each week. A week it has said nothing of is unknown. */
    BY_WEEK
}
