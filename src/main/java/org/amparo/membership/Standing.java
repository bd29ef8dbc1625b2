package org.amparo.membership;

/** Whether an organization may take part. */
public enum Standing {
    /** Asked to join; the agreement is not signed. */
    APPLICANT,
    ADMITTED,
    /** Live offers are recalled and its people have no access, until reinstated. */
    SUSPENDED,
    LEFT
}
