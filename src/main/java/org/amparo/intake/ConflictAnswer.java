package org.amparo.intake;

/** What the comparison of a case with an organization's conflict list says. */
public enum ConflictAnswer {
    /** The organization keeps no list. */
    NO_LIST,
    /** No name of the case is like one on the list. */
    NO_MATCH,
    /** At least one is: the names have to be looked at. */
    POSSIBLE_MATCH,
    /** The list was changed and compared too often for this case: only the names themselves tell now. */
    ASKED_TOO_OFTEN
}
