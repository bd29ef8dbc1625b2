package org.amparo.ledger;

/** What an entry of the ledger tells of. */
public enum EntryKind {
    /** Something was done. */
    CHANGE,
    /** Somebody was shown what is told about a person. */
    READING,
    /** Somebody asked for what is not for them. */
    REFUSAL
}
