package org.amparo.intake;

/** What a call turned out to be. */
public enum CallKind {
    /** A person needs a lawyer: leads to a case file. */
    INTAKE,
    /** About a case file that exists: news, a promised call back. */
    FOLLOW_UP,
    INFORMATION,
    /** A sighting or a rumour of an enforcement action. */
    RUMOUR,
    WRONG_NUMBER,
    OTHER
}
