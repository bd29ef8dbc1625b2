package org.amparo.intake;

/** Why somebody who may not see a file must see it now. */
public enum EmergencyReason {
    /** Removal is imminent, and who has the case can't be reached. */
    REMOVAL_IMMINENT,
    /** Somebody's life or health is in danger. */
    LIFE_IN_DANGER,
    /** A court wants an answer within hours. */
    COURT_DEADLINE,
    /** The organization that has the case can't act any more. */
    HOLDER_UNAVAILABLE
}
