package org.amparo.intake;

/** Why a legal hold ended. */
public enum LiftReason {
    /** The matter it was for is over. */
    CONCLUDED,
    /** Counsel says it is not needed any more. */
    COUNSEL_RELEASED,
    /** It was set on the wrong file. */
    SET_BY_MISTAKE
}
