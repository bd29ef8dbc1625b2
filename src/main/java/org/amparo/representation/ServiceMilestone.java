package org.amparo.representation;

/** A timed step of a service. */
public enum ServiceMilestone {
    /** The first attorney contact with the person: the headline number is the time from arrest to here. */
    FIRST_CONTACT,
    CLIENT_AGREED,
    APPEARANCE_ENTERED,
    FILED,
    HEARING_ATTENDED
}
