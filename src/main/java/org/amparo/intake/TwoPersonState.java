package org.amparo.intake;

/** Where a request stands that needs a second person. */
public enum TwoPersonState {
    /** Nobody else has decided. */
    ASKED,
    /** A second person said yes, and the time has not run out. */
    OPEN,
    /** A second person said no. */
    REFUSED,
    /** It was used, its time ran out, or somebody ended it. */
    ENDED
}
