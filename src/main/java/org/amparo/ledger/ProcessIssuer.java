package org.amparo.ledger;

/** From whom it came. */
public enum ProcessIssuer {
    ICE,
    OTHER_HOMELAND_SECURITY,
    OTHER_FEDERAL_AGENCY,
    FEDERAL_COURT,
    STATE_COURT,
    POLICE_OR_SHERIFF,
    STATE_OR_LOCAL_AGENCY,
    PARTY_TO_A_LAWSUIT,
    OTHER
}
