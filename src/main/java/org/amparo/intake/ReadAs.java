package org.amparo.intake;

/** How much of a case file somebody was shown. */
public enum ReadAs {
    /** All of it, at the hotline. */
    HOTLINE_FILE,
    /** All of it, at a provider that has cleared conflicts. */
    FULL_FILE,
    /** Who it is about and who else is in the case, at a provider it is offered to. */
    CONFLICT_PACKET,
    /** Whether anybody in it is on the reader's own conflict list: no name. */
    CONFLICT_ANSWER,
    /** A line with the name, among what a search found. */
    SEARCH_HIT,
    /** Named parts of it, to be handed out. */
    EXPORTED
}
