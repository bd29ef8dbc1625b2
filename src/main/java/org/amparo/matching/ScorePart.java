package org.amparo.matching;

/** What the rank of a provider is made of. Only what helps this person now, never how strong the case is. */
public enum ScorePart {
    /** How soon the provider promises to answer, against the time this urgency allows. */
    ANSWER_TIME,
    /** How directly it can talk with the person. */
    LANGUAGE,
    /** How much of what it promised is still free, so that work is shared. */
    LOAD,
    /** How certain it is that a fund pays. */
    FUND,
    /** How near its work is to where the person is. */
    PLACE,
    /** How much of what the person needs it covers and has room for. */
    COVERAGE,
    /**
     * How little its place is expected to be needed by people with fewer choices, by the prices of the last plan. Full without a recent plan,
     * and for the most urgent.
     */
    SCARCITY
}
