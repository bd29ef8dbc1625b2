package org.amparo.intake;

/** What somebody else is to the case, for the check of conflicts. */
public enum PartyRole {
    /** On the other side: a complaining witness, an abuser, an employer in dispute. */
    ADVERSE,
    FAMILY,
    CO_ARRESTED,
    EMPLOYER,
    WITNESS,
    OTHER
}
