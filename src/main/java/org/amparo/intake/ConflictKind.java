package org.amparo.intake;

/** What somebody on an organization's conflict list is to it. */
public enum ConflictKind {
    CLIENT,
    FORMER_CLIENT,
    ADVERSE,
    /** Related to a client or a matter, a witness, somebody else who matters. */
    RELATED
}
