package org.amparo.ledger;

/** What it asks for. */
public enum ProcessScope {
    ONE_CASE,
    SEVERAL_CASES,
    ALL_CASES,
    MEMBERS,
    FIGURES,
    OTHER
}
