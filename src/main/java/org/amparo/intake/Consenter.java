package org.amparo.intake;

/** Who said yes or no. Whoever is not the person consents provisionally, until the person ratifies. */
public enum Consenter {
    PERSON,
    FAMILY,
    OTHER
}
