package org.amparo.correspondence;

/** What a letter is about. None says who the person is, or anything about them. */
public enum LetterKind {
    OFFER_WAITS,
    /** Half of the time for an answer has gone. */
    OFFER_REMINDER,
    /** The offer was taken back or ran out: nothing is left to do. */
    OFFER_GONE,
    /** Nobody can take an urgent case; a dispatcher should look. */
    NO_PROVIDER_FOUND,
    /** Somebody reached a limit of looking people up; a steward should look. */
    LOOK_UPS
}
