package org.amparo.intake;

/** Why parts of one case file are handed out. */
public enum ExportGround {
    /** A warrant or an order a judge has signed. */
    JUDICIAL_ORDER,
    /** The person asked for their own file. */
    PERSON_ASKED,
    /** The person's new lawyer asked, with the person's consent. */
    NEW_COUNSEL
}
