package org.amparo.correspondence;

/** Where a letter is. */
public enum LetterState {
    WAITING,
    /** A node is handing it to the mail server. */
    SENDING,
    SENT,
    /** Not sent on purpose: it was overtaken, or its reader may not sign in any more. */
    DROPPED,
    /** Given up after many attempts: a steward should look. */
    UNDELIVERED
}
