package org.amparo.representation;

/** Why a closed matter was opened again. */
public enum ReopenReason {
    CLOSED_BY_MISTAKE,
    OUTCOME_CORRECTED,
    WORK_CONTINUES
}
