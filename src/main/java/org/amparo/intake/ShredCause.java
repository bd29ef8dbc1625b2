package org.amparo.intake;

/** Why what a record told of a person was destroyed. */
public enum ShredCause {
    /** Its clock ran out. */
    CLOCK,
    /** The person, or who may speak for them, asked for it. */
    PERSON_ASKED,
    /** It should never have been written down, or about somebody else. */
    MISTAKE,
    /** The same person is in another file. */
    DUPLICATE,
    /** Keeping it endangers somebody. */
    DANGER
}
