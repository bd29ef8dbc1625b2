package org.amparo.representation;

/** What became of a hearing. */
public enum HearingResult {
    HELD,
    /** Put off, with a code of the list {@code ADJOURNMENT}. */
    ADJOURNED,
    /** Taken off the calendar. */
    VACATED
}
