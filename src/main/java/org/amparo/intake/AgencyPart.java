package org.amparo.intake;

/** What an agency did with the person, or does. One agency may have several parts, one part may be of several agencies. */
public enum AgencyPart {
    /** Made the arrest. */
    ARRESTED,
    /** Was there and helped: a joint operation, a perimeter, a translator in uniform. */
    TOOK_PART,
    /** Asked a jail or prison to keep the person, or to say when they go free: an immigration detainer. */
    ASKED_FOR_HOLD,
    /** Handed the person over to another agency. */
    HANDED_OVER,
    /** Holds the person now. */
    HOLDS,
    OTHER
}
