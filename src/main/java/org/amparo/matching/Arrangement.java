package org.amparo.matching;

/** How a provider works, beyond what and where. */
public enum Arrangement {
    /** Takes speakers of other languages who are fluent in Spanish, and works with them in Spanish. */
    SPANISH_BRIDGE,
    /** Has an interpreter who goes from Spanish to English, so that a relay works without Spanish-speaking staff. */
    INTERPRETER,
    /** Also takes people who are not detained, or were released. */
    NOT_DETAINED,
    /** Also takes cases no fund pays for. */
    UNFUNDED,
    /** Answers offers at night and at weekends; without it an answer time runs in office hours, see {@link Offering}. */
    AROUND_THE_CLOCK
}
