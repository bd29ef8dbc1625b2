package org.amparo.representation;

/** Where the date of a hearing was learned. The automated case information has no bond hearings, so those come from elsewhere. */
public enum HearingSource {
    EOIR_NOTICE,
    /** The automated case information of the immigration courts, by telephone or on line. */
    ACIS_HOTLINE,
    COURT_STAFF,
    CLIENT,
    OTHER
}
