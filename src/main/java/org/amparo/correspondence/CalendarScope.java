package org.amparo.correspondence;

/** Whose hearings a calendar shows. */
public enum CalendarScope {
    /** Of matters whose attorney is the calendar's owner. */
    MINE,
    ORGANIZATION
}
