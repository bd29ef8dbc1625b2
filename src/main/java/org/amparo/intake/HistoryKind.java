package org.amparo.intake;

/** What can happen to a case file, as its page tells it. */
public enum HistoryKind {
    OPENED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    CONSENT_LAPSED,
    FACTS_CHANGED,
    URGENCY_RAISED,
    PERSON_MOVED,
    PERSON_RELEASED,
    OFFERED,
    OFFER_OPENED,
    FILE_OPENED,
    PLACED,
    UNPLACED,
    HELD,
    FREED,
    CLOSED,
    LINKED,
    LINK_UNDONE,
    HOLD_SET,
    HOLD_LIFTED,
    KEPT
}
