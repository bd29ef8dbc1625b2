package org.amparo.ledger;

/** What kind of paper was received. Which of them must be obeyed is for counsel to say. */
public enum ProcessKind {
    /** Issued without a judge; a court may be asked to quash it. */
    SUBPOENA,
    /** Signed by an officer of the agency, not by a judge. */
    ADMINISTRATIVE_WARRANT,
    /** Signed by a judge. */
    JUDICIAL_WARRANT,
    COURT_ORDER,
    OTHER
}
