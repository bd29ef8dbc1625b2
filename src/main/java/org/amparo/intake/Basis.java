package org.amparo.intake;

/** The decision because of which somebody may see what they are shown of a case file. */
public enum Basis {
    /** They work at the hotline. */
    HOTLINE,
    /** The case was offered to their organization. */
    OFFERED,
    /** Their organization cleared conflicts. */
    CONFLICTS_CLEARED,
    /** Their organization took the case. */
    ACCEPTED,
    /** A second person opened it to them for an hour. */
    EMERGENCY,
    /** A steward let a dispatcher hand it out. */
    EXPORT;

    /** How much of the file it opens to a provider. */
    DisclosureStage stage() {
        return this == OFFERED ? DisclosureStage.CONFLICT_PACKET : DisclosureStage.FULL_FILE;
    }
}
