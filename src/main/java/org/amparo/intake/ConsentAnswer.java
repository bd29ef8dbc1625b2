package org.amparo.intake;

/** Where consent stands. */
public enum ConsentAnswer {
    GIVEN,
    REFUSED,
    NOT_ASKED,
    WITHDRAWN
}
