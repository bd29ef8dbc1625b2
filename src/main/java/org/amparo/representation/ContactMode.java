package org.amparo.representation;

/** How an attorney and a person met. */
public enum ContactMode {
    IN_PERSON,
    PHONE,
    VIDEO,
    /** A confidential legal call from the place of detention. */
    LEGAL_CALL
}
