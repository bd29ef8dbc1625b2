package org.amparo.representation;

/** The three tracks of a matter. They never share a status. */
public enum Track {
    CUSTODY,
    LEGAL,
    SERVICE
}
