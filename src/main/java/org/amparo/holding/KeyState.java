package org.amparo.holding;

/** Where an organization stands with a key of its own. */
public enum KeyState {
    /** No steward has let it have one. */
    NOT_PERMITTED,
    /** It may make one. */
    NONE,
    /** Made, and nobody has shown yet that the recovery sheets were written down. */
    UNCONFIRMED,
    /** Not unlocked in this session. */
    LOCKED,
    UNLOCKED
}
