package org.amparo.kernel;

/** A scope of legal service, as intake asks for it, providers offer it and matters record it. */
public enum Service {
    ORIENTATION,
    CONSULT,
    BRIEF_ADVICE,
    PRO_SE_HELP,
    BOND,
    PAROLE_REQUEST,
    FEAR_INTERVIEW,
    STAY_OF_REMOVAL,
    MOTION_TO_REOPEN,
    HABEAS,
    LIMITED_APPEARANCE,
    FULL_REMOVAL_DEFENSE,
    BIA_APPEAL,
    PETITION_FOR_REVIEW,
    POST_CONVICTION,
    QUALIFIED_REPRESENTATIVE
}
