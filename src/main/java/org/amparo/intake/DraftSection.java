package org.amparo.intake;

/** The five sections of the intake page, written in any order, each saved on its own. */
public enum DraftSection {
    /** The caller and how to reach them safely. */
    CALLER,
    PERSON,
    /** Custody now, the arrest, the agencies, the next hearing. */
    PLACE,
    /** What is urgent and what is needed. */
    URGENCY,
    /** What was said, other people in the case, and consent. */
    STORY
}
