package org.amparo.intake;

/** How much of a case file an organization may see. */
public enum DisclosureStage {
    /** Names, birth date, country, adverse and related parties: what a check of conflicts needs. */
    CONFLICT_PACKET,
    FULL_FILE
}
