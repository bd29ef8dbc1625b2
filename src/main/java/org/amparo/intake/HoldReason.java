package org.amparo.intake;

/** Why a case file must not be destroyed for now. */
public enum HoldReason {
    /** A lawsuit the coalition or a member organization is a party to. */
    LAWSUIT,
    /** A request was received, and the duty to preserve came with it. */
    LEGAL_PROCESS,
    /** Counsel expects a dispute. */
    EXPECTED_DISPUTE,
    /** The person asked to keep it, for a complaint or a claim of theirs. */
    PERSONS_CLAIM
}
