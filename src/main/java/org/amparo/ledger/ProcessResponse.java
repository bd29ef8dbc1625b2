package org.amparo.ledger;

/** What was done about it. */
public enum ProcessResponse {
    /** Nothing yet, or counsel is looking at it. */
    UNDER_REVIEW,
    /** A court was asked to quash or narrow it. */
    CHALLENGED,
    NARROWED,
    REFUSED,
    /** There was nothing to give: it is not held, or was destroyed before. */
    NOTHING_HELD,
    /** What was handed out went through a request to hand out parts of a file. */
    GAVE_PART,
    GAVE_ALL,
    /** Whoever sent it took it back. */
    WITHDRAWN
}
