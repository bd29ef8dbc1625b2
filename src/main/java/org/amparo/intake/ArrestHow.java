package org.amparo.intake;

/** How a person came into custody. */
public enum ArrestHow {
    HOME,
    WORKPLACE,
    STREET,
    TRAFFIC_STOP,
    /** At an appointment with ICE or USCIS. */
    CHECK_IN,
    COURTHOUSE,
    /** Handed over by a jail or prison. */
    JAIL_TRANSFER,
    PROBATION_OR_PAROLE,
    BORDER_OR_AIRPORT,
    OTHER,
    UNKNOWN
}
