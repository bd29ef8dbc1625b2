package org.amparo.matching;

/** Why a fund pays although its rules say no, or an answer is missing. Coded, so that nothing personal is told with it. */
public enum OverrideReason {
    /** Whoever gives the money agreed, for this case. */
    PAYER_AGREED,
    /** The contract leaves it to the coalition. */
    DISCRETION,
    /** Proof was seen that is not in the file. */
    PROOF_SEEN,
    /** What the file says is out of date, and will be put right. */
    FACT_OUTDATED
}
