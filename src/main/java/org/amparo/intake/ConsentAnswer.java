package org.amparo.intake;

/** Where consent stands. */
public enum ConsentAnswer {
    GIVEN,
    REFUSED,
    NOT_ASKED,
    WITHDRAWN,
    /** Somebody else had said yes, and the person did not ratify it in time. */
    LAPSED;

    /** Whether somebody can give that answer. */
    public boolean isGiven() {
        return this != WITHDRAWN && this != LAPSED;
    }
}
