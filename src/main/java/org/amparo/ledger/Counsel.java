package org.amparo.ledger;

/** Whether a lawyer of the coalition has looked at it. */
public enum Counsel {
    NOT_YET,
    ASKED,
    HAS_ADVISED
}
